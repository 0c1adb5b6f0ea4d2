using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Without privileges Wire can look, and says what it would need to do more.</summary>
[Trait("Category", "Kernel")]
public sealed partial class UnprivilegedTests : IDisposable
{
    private const int Nobody = 65534;

    private readonly TestNetns _netns = new();

    public void Dispose() => _netns.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, int real, int effective, int saved);

    /// <summary>Runs the work inside the namespace on a thread that has become nobody. The C library's own setresuid would change every thread.</summary>
    private void AsNobody(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                using (RealNetns netns = RealNetns.Open(_netns.Name))
                {
                    netns.Enter(_netns.Name);
                }
                Assert.Equal(0, syscall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117, Nobody, Nobody, Nobody));
                work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [Fact]
    public void AListingNeedsNoPrivilege()
    {
        _netns.Ip("link add br0 type bridge");
        _netns.Ip("addr add 10.0.0.1/24 dev br0");

        AsNobody(() =>
        {
            using KernelMonitor monitor = KernelMonitor.Open(new RealNetlink());
            IReadOnlyList<Resource> seen = monitor.Dump(out _);
            Assert.Contains(seen, r => r is Bridge { Name: "br0" });
            Assert.Contains(seen, r => r is Address { Link: "br0" });
            Assert.Contains(seen, r => r is Rule);
        });
    }

    [Fact]
    public void AChangeIsRefusedWithWhatItNeeds() => AsNobody(() =>
    {
        using KernelExecutor executor = KernelExecutor.Open(new RealNetlink());
        Bridge bridge = new() { Name = "br0", Index = 1 << 20 };
        using Prepared prepared = executor.Prepare([Wired.Creation(bridge)], new Dictionary<string, uint>());

        ExecutionResult result = executor.Execute(prepared);

        (int index, KernelRefusal refusal) = Assert.NotNull(result.Refused);
        Assert.Equal((0, "EPERM", "needs CAP_NET_ADMIN: run it as root"), (index, refusal.Name, refusal.Advice));
        Assert.Equal([false], result.Acknowledged);
    });
}
