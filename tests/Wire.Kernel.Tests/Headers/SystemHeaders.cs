using System.Diagnostics;
using System.Globalization;

namespace Wire.Kernel.Tests.Headers;

/// <summary>Asks the C compiler what the system's kernel headers say.</summary>
internal static class SystemHeaders
{
    private const string Includes = """
        #include <stddef.h>
        #include <stdio.h>
        #include <errno.h>
        #include <sys/ioctl.h>
        #include <sys/socket.h>
        #include <linux/bpf.h>
        #include <linux/ethtool.h>
        #include <linux/ethtool_netlink.h>
        #include <linux/fib_rules.h>
        #include <linux/genetlink.h>
        #include <linux/if.h>
        #include <linux/if_addr.h>
        #include <linux/if_arp.h>
        #include <linux/if_bridge.h>
        #include <linux/if_link.h>
        #include <linux/if_tun.h>
        #include <linux/if_vlan.h>
        #include <linux/if_tunnel.h>
        #include <linux/ipv6.h>
        #include <linux/lwtunnel.h>
        #include <linux/mpls_iptunnel.h>
        #include <linux/ip6_tunnel.h>
        #include <linux/neighbour.h>
        #include <linux/net_namespace.h>
        #include <linux/netfilter/nf_tables.h>
        #include <linux/netfilter/nfnetlink.h>
        #include <linux/netlink.h>
        #include <linux/nexthop.h>
        #include <linux/pkt_cls.h>
        #include <linux/pkt_sched.h>
        #include <linux/rtnetlink.h>
        #include <linux/seg6_iptunnel.h>
        #include <linux/sockios.h>
        #include <linux/tc_act/tc_csum.h>
        #include <linux/tc_act/tc_gact.h>
        #include <linux/tc_act/tc_mirred.h>
        #include <linux/tc_act/tc_pedit.h>
        #include <linux/tc_act/tc_skbedit.h>
        #include <linux/tc_act/tc_vlan.h>
        #include <linux/veth.h>
        #include <linux/fou.h>
        #include <linux/if_macsec.h>
        #include <linux/wireguard.h>
        #include <linux/xfrm.h>

        """;

    /// <summary>The values of C expressions, each an unsigned number of at most 32 bits.</summary>
    public static IReadOnlyDictionary<string, uint> Evaluate(IEnumerable<string> expressions)
    {
        Assert.SkipWhen(!IsThere("gcc"), "needs gcc and linux-libc-dev to read the system's headers");
        string directory = Directory.CreateTempSubdirectory("wire-headers-").FullName;
        try
        {
            string source = Path.Combine(directory, "values.c"), program = Path.Combine(directory, "values");
            File.WriteAllText(source, Includes + "int main(void) {\n"
                + string.Concat(expressions.Select(e => $"printf(\"%s\\t%u\\n\", \"{e}\", (unsigned)({e}));\n")) + "return 0; }\n");
            Run("gcc", ["-Werror", "-o", program, source]);
            return Run(program, []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .ToDictionary(parts => parts[0], parts => uint.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
