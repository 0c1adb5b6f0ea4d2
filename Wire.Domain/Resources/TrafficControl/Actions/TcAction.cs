using System.Diagnostics.CodeAnalysis;

namespace Wire.Domain;

/// <summary>One of the actions of a filter, in the words of tc(8).</summary>
public abstract record TcAction
{
    public static ValueFormat<TcAction> Format { get; } = new ActionFormat();

    /// <summary>The kernel's word for the kind (TCA_ACT_KIND).</summary>
    public abstract string KernelKind { get; }

    private protected abstract IEnumerable<string> Words();

    public sealed override string ToString() => string.Join(' ', Words().Where(w => w.Length > 0));

    /// <summary>The verdict at the end of an action, where it is not the usual one.</summary>
    private protected static string Unless(TcVerdict usual, TcVerdict verdict) => verdict == usual ? "" : verdict.ToString();

    /// <summary>Reads the verdict at the end of an action.</summary>
    internal static bool TryEnd(ref ActionWords words, TcVerdict usual, out TcVerdict verdict)
    {
        verdict = usual;
        return (words.IsAtEnd || TcVerdict.TryTake(ref words, out verdict)) && words.IsAtEnd;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out TcAction? action)
    {
        ActionWords words = new(text);
        switch (words.Peek)
        {
            case "police":
                words.Next();
                return PoliceAction.TryRead(ref words, out action);
            case "mirred":
                words.Next();
                return MirredAction.TryRead(ref words, out action);
            case "skbedit":
                words.Next();
                return SkbeditAction.TryRead(ref words, out action);
            case "pedit":
                words.Next();
                return PeditAction.TryRead(ref words, out action);
            case "csum":
                words.Next();
                return CsumAction.TryRead(ref words, out action);
            case "vlan":
                words.Next();
                return VlanAction.TryRead(ref words, out action);
            default:
                words.Take("gact");
                return GenericAction.TryRead(ref words, out action);
        }
    }

    private sealed class ActionFormat : TextFormat<TcAction>
    {
        public override string Expects =>
            "an action as of tc(8): police, drop, pass, pipe, reclassify, continue, goto chain N, mirred, skbedit, pedit, csum or vlan, each with its words";

        public override bool IsPhrase => true;

        public override bool IsLinkReference => true;

        public override IEnumerable<(string Reference, string Text)> LinksIn(TcAction value) =>
            value is MirredAction { Dev: not MirredAction.Gone } mirred ? [(mirred.Dev, value.ToString())] : [];

        public override TcAction Renamed(TcAction value, string before, string after) =>
            value is MirredAction mirred && mirred.Dev == before ? mirred with { Dev = after } : value;

        public override bool TryParse(string text, out TcAction value)
        {
            bool read = TcAction.TryParse(text, out TcAction? action);
            value = action!;
            return read;
        }

        public override string Format(TcAction value) => value.ToString();

        public override bool Fits(TcAction declared, TcAction observed) => declared.Fits(observed);

        /// <summary>Also what somebody else set and this version has no words for.</summary>
        protected override bool TryRead(string text, out TcAction value)
        {
            if (TryParse(text, out value))
            {
                return true;
            }
            value = OtherAction.TryRead(text)!;
            return value is not null;
        }
    }

    /// <summary>Whether what was observed is what was declared.</summary>
    public virtual bool Fits(TcAction observed) => Equals(observed);
}

/// <summary>An action of a kind that this version has no room for, as somebody else set it.</summary>
public sealed record OtherAction(string Word) : TcAction
{
    private const string Mark = "other ";

    public override string KernelKind => Word;

    private protected override IEnumerable<string> Words() => [Mark.TrimEnd(), Word];

    internal static OtherAction? TryRead(string text) => text.StartsWith(Mark, StringComparison.Ordinal) ? new(text[Mark.Length..]) : null;
}
