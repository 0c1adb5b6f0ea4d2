namespace Wire.Testing;

/// <summary>The kernel of the guest that a test runs in (ops/lab).</summary>
public static class LabKernel
{
    /// <summary>It is Debian's own, which lacks some of what the lab's has, and has some of what that lacks.</summary>
    public static bool IsStock { get; } = Environment.GetEnvironmentVariable("WIRE_LAB_STOCK") == "1";
}
