namespace Wire.Host.Cli;

/// <summary>What the program ends with; documented in <c>wire --help</c>.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>It failed, or the command line made no sense.</summary>
    public const int Failed = 1;

    /// <summary><c>plan</c>, <c>diff</c> and <c>fmt --check</c> found differences.</summary>
    public const int Differences = 2;
}
