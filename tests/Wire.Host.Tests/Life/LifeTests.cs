using Wire.Testing;

namespace Wire.Host.Tests.Life;

/// <summary>
/// Each kind's object is declared, changed, made anew, meddled with, undone, redone, replayed and withdrawn, on a kernel: what
/// Wire promises of every kind, told by other programs.
/// </summary>
public sealed class LifeTests
{
    public static TheoryData<string> All => [.. Chosen.Select(l => l.Title)];

    public static TheoryData<string> Everywhere => [.. Chosen.Where(l => l.Everywhere).Select(l => l.Title)];

    /// <summary>WIRE_LIFE=KIND: the lives of that kind alone.</summary>
    private static IEnumerable<KindLife> Chosen =>
        Environment.GetEnvironmentVariable("WIRE_LIFE") is { Length: > 0 } kind ? Lives.All.Where(l => l.Kind == kind) : Lives.All;

    [Theory]
    [MemberData(nameof(All))]
    [Trait("Category", "Guest")]
    [Trait("Suite", "Lives")]
    public Task TheKindLivesOnTheLabsKernel(string title)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WIRE_LAB") == "1", "runs on the lab's kernel: ./ops/test guest");
        KindLife life = Lives.All.Single(l => l.Title == title);
        Assert.SkipWhen(LabKernel.IsStock && life.NeedsNetdevsim, "Debian's kernel has no netdevsim");
        return LifeRun.RunAsync(life);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    [Trait("Category", "Kernel")]
    public Task TheKindLivesOnTheRunningKernel(string title)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it makes network namespaces");
        return LifeRun.RunAsync(Lives.All.Single(l => l.Title == title));
    }
}
