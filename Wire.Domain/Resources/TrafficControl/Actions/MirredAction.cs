namespace Wire.Domain;

/// <summary>Packets to another link (act_mirred; <c>tc_mirred</c>): themselves (redirect) or a copy (mirror).</summary>
/// <param name="Ingress">As if they came in by it; else they go out.</param>
/// <param name="Mirror">A copy.</param>
/// <param name="Dev">The reference of the link; "*" when it is gone.</param>
/// <param name="Verdict">What becomes of the packet itself.</param>
public sealed record MirredAction(bool Ingress, bool Mirror, string Dev, TcVerdict Verdict) : TcAction
{
    /// <summary>How tc(8) shows the link of an action that outlived it.</summary>
    public const string Gone = "*";

    public override string KernelKind => "mirred";

    private static TcVerdict UsualFor(bool mirror) => mirror ? TcVerdict.Pipe : TcVerdict.Stolen;

    private protected override IEnumerable<string> Words() =>
        ["mirred", Ingress ? "ingress" : "egress", Mirror ? "mirror" : "redirect", "dev", Dev, Unless(UsualFor(Mirror), Verdict)];

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        bool ingress = words.Take("ingress");
        if (!ingress && !words.Take("egress"))
        {
            return false;
        }
        bool mirror = words.Take("mirror");
        if ((!mirror && !words.Take("redirect")) || !words.Take("dev"))
        {
            return false;
        }
        string dev = words.Next();
        if ((dev != Gone && LinkName.Check(LinkName.Split(dev).Name) is not null) || !TryEnd(ref words, UsualFor(mirror), out TcVerdict verdict))
        {
            return false;
        }
        action = new MirredAction(ingress, mirror, dev, verdict);
        return true;
    }
}
