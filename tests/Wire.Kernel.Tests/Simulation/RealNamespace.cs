using System.Diagnostics;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>A fresh network namespace of the running kernel, in which nothing happens by itself: no link-local addresses, no address detection.</summary>
internal sealed class RealNamespace : IDisposable
{
    private static readonly string[] _quiet =
    [
        "net/ipv6/conf/default/addr_gen_mode=1",
        "net/ipv6/conf/default/accept_dad=0",
        "net/ipv6/conf/all/accept_dad=0",
        "net/ipv6/conf/default/keep_addr_on_down=0",
        "net/ipv4/conf/all/promote_secondaries=0",
        "net/ipv4/conf/default/promote_secondaries=0",
    ];

    public RealNamespace()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it makes network namespaces");
        Run("netns", "add", Name);
        string write = string.Join(" && ", _quiet.Select(setting => $"echo {setting.Split('=')[1]} > /proc/sys/{setting.Split('=')[0]}"));
        Run("netns", "exec", Name, "sh", "-c", write);
    }

    public string Name { get; } = $"wire-sim-{Guid.NewGuid():N}"[..15];

    public INetlinkSocket Open(NetlinkFamily family) => new RealNetlink(Name).Open(family, null);

    public void Call(KernelCall call) => new RealNetlink(Name).Call(Name, call);

    public void Dispose() => Run("netns", "delete", Name);

    private static void Run(params string[] arguments)
    {
        using Process ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        string errors = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        Assert.True(ip.ExitCode == 0, $"ip {string.Join(' ', arguments)}: {errors}");
    }
}
