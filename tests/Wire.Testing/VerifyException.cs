namespace VerifyXunit;

/// <summary>A text differs from its golden file.</summary>
public sealed class VerifyException(string message) : Exception(message);
