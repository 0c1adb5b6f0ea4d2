using System.Security.Cryptography;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>A datagram and who reads it.</summary>
/// <param name="Source">"route", "xfrm", "netfilter", "generic.NAME", "error" for answers to requests.</param>
/// <param name="Datagram">What a socket received.</param>
internal sealed record FuzzInput(string Source, byte[] Datagram)
{
    /// <summary>A name made of the source and the bytes: the same input has the same one.</summary>
    public string FileName => $"{Source}-{Convert.ToHexStringLower(SHA256.HashData(Datagram))[..12]}.bin";

    public static FuzzInput Load(string path)
    {
        string name = Path.GetFileName(path);
        return new(name[..name.LastIndexOf('-')], File.ReadAllBytes(path));
    }

    public void Save(string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, FileName), Datagram);
    }
}
