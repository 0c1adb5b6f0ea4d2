using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What a person can do about the usual refusals of IPsec (net/xfrm/xfrm_user.c, net/xfrm/xfrm_algo.c).</summary>
internal static class XfrmAdvice
{
    public static string? For(XfrmState state, int errno, string? message) => errno switch
    {
        Errno.EEXIST => $"a state of spi 0x{state.Spi:x} to {state.Dst} exists already: one without a mark, or with the same one",
        Errno.ESRCH => "somebody has taken the state away meanwhile",
        Errno.ENOSYS => Missing(state, message),
        Errno.EPROTONOSUPPORT => $"this kernel has no {XfrmWordOf(state)} ({Protocol(state)})",
        Errno.EINVAL when state.OffloadDev is { } dev && message?.Contains("offload", StringComparison.OrdinalIgnoreCase) == true => $"{dev} does no cryptography of this sort",
        Errno.EINVAL or Errno.ENOENT when message?.Contains("cryptographic", StringComparison.Ordinal) == true => "the kernel cannot combine these algorithms (CONFIG_CRYPTO_AUTHENC, CONFIG_CRYPTO_ECHAINIV, CONFIG_CRYPTO_SEQIV), or a key has another length than they take",
        _ => null,
    };

    public static string? For(XfrmPolicy policy, int errno, string? message) => errno switch
    {
        Errno.EEXIST => $"a policy of {policy.Key.Id} exists already",
        _ when policy.PType is not null && (errno == Errno.EOPNOTSUPP || message?.Contains("policy type", StringComparison.Ordinal) == true) => "this kernel has no policies of type sub (CONFIG_XFRM_SUB_POLICY)",
        _ => null,
    };

    private static string XfrmWordOf(XfrmState state) => XfrmState.TheKind.Find("proto")!.Format(state)!;

    private static string Protocol(XfrmState state) => "CONFIG_INET" + (state.Dst is { IsV6: true } ? "6" : "") + XfrmWordOf(state) switch { "esp" => "_ESP", "ah" => "_AH", _ => "_IPCOMP" };

    /// <summary>The kernel says which sort it did not find, and not which one.</summary>
    private static string Missing(XfrmState state, string? message)
    {
        (string Said, string? Name, IReadOnlyDictionary<string, XfrmAlgorithm> Known)[] sorts =
        [
            ("AEAD", state.Aead, XfrmAlgorithm.Aead), ("CRYPT", state.Enc, XfrmAlgorithm.Encryption), ("AUTH", state.Auth, XfrmAlgorithm.Authentication), ("COMP", state.Comp, XfrmAlgorithm.Compression),
        ];
        (_, string? name, IReadOnlyDictionary<string, XfrmAlgorithm> known) =
            sorts.FirstOrDefault(s => s.Name is not null && (message is null || message.Contains(s.Said, StringComparison.Ordinal)), sorts.First(s => s.Name is not null || s.Said == "COMP"));
        return name is not null && known.GetValueOrDefault(name) is { } algorithm ? $"this kernel has no {name} ({algorithm.Option})" : $"this kernel does not know the algorithm '{name}'";
    }
}
