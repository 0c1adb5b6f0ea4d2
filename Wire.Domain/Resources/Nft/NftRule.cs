using System.Collections.Immutable;
using System.Globalization;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A rule of a chain (NFT_MSG_NEWRULE). The kernel's rules have a place and no name; Wire's have a number, kept in their userdata, and
/// stand in its order. A rule of somebody else's is called by its handle.
/// </summary>
public sealed record NftRule : NftMember
{
    /// <summary>The lower one is asked first; in NFTA_RULE_USERDATA.</summary>
    public uint Order { get; init; }

    /// <summary>NFTA_RULE_CHAIN.</summary>
    public string Chain { get; init; } = "";

    /// <summary>Canonical texts of <see cref="NftStatement"/>s.</summary>
    public ValueList<string>? Matches { get; init; }

    /// <summary>Canonical texts of <see cref="NftStatement"/>s; what follows an action is an action too.</summary>
    public ValueList<string>? Actions { get; init; }

    /// <summary>NFTA_RULE_HANDLE, of a rule that has no number of Wire's.</summary>
    public ulong? Handle { get; init; }

    public static readonly ResourceKind TheKind = new("nft-rule", "nft-rule", () => new NftRule(),
        new ValueAttribute<NftRule, uint>(Number(), r => r.Order, (r, x) => r with { Order = x ?? 0 })
            { Id = 1, Name = "order", Mutability = Mutability.Identity, Help = "its place in the chain: the lower one is asked first" },
        TableAttribute<NftRule>(),
        new ReferenceAttribute<NftRule, string>(NftNameFormat.Instance, r => r.Chain.Length == 0 ? null : r.Chain, (r, x) => r with { Chain = x ?? "" })
            { Id = 6, Name = "chain", Mutability = Mutability.Identity, Required = true, Help = "the chain that it is in" },
        FamilyAttribute<NftRule>(),
        NetnsAttribute<NftRule>(),
        ProtocolAttribute<NftRule>(),
        CommentAttribute<NftRule>(Mutability.InPlace),
        new ListAttribute<NftRule, string>(NftStatementFormat.Instance, r => r.Matches, (r, x) => r with { Matches = x }, ListOrder.Kept)
            { Id = 7, Name = "match", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "what a packet has to be like, in nft(8)'s words" },
        new ListAttribute<NftRule, string>(NftStatementFormat.Instance, r => r.Actions, (r, x) => r with { Actions = x }, ListOrder.Kept)
            { Id = 8, Name = "action", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "what is done with it, in nft(8)'s words" },
        new ValueAttribute<NftRule, ulong>(Number64(), r => r.Handle, (r, x) => r with { Handle = x })
            { Id = 9, Name = "handle", Mutability = Mutability.Observed, Help = "the kernel's number of a rule that Wire did not write" }) { Stage = Stage.Nft };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("nft-rule", string.Create(CultureInfo.InvariantCulture, $"{Place} {Table} {Chain} {(Handle is null ? "" : "handle ")}{Handle ?? Order}"));

    public override int Rank => 3;

    public override IEnumerable<ResourceKey> Dependencies =>
        [.. Statements.Select(s => s.Set).OfType<string>().Distinct().Select(s => SetKey(Table, s)),
        .. Statements.SelectMany(s => s.Chains).Append(Chain).Distinct().Select(c => ChainKey(Table, c))];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    /// <summary>The whole rule, as it is said.</summary>
    public ImmutableArray<NftStatement> Statements => [.. (Matches ?? []).Concat(Actions ?? []).Select(NftRuleText.Parse).OfType<NftStatement>()];

    /// <summary>With the matches before the first action as matches, and the rest as actions.</summary>
    public NftRule With(ImmutableArray<NftStatement> statements)
    {
        int matches = statements.TakeWhile(s => s.IsMatch).Count();
        return this with
        {
            Matches = matches == 0 ? null : statements.Take(matches).Select(s => s.ToString()!).ToValueList(),
            Actions = matches == statements.Length ? null : statements.Skip(matches).Select(s => s.ToString()!).ToValueList(),
        };
    }

    public override Resource Completed() =>
        With(NftRuleText.Contract(Family, [.. Statements.Select(s => NftRuleText.Canonical(Family, s))]));

    public override void Check(ValidationContext context)
    {
        ImmutableArray<NftStatement> statements = Statements;
        foreach (NftStatement statement in statements)
        {
            if (NftRuleText.WhyNot(Family, statement) is { } why)
            {
                context.Report(WordOf(statement), why, null);
            }
        }
        if (statements.IsEmpty)
        {
            context.Report(null, "a rule needs a match or an action", "action drop");
        }
        if (statements.Take(statements.Length - 1).Any(s => s is NftVerdict or NftReject or NftNat))
        {
            context.Report("action", "nothing that follows a verdict is ever reached", "put the verdict last");
        }
        if (statements.FirstOrDefault(s => s is NftReject { Type: 1 }) is { } reset && !NftRuleText.IsOfTcp(Family, statements))
        {
            context.Report("action", $"'{reset}' is for TCP only", "match \"meta l4proto tcp\", or a port of tcp");
        }
        foreach (NftNat nat in statements.OfType<NftNat>())
        {
            CheckNat(context, nat, statements);
        }
        foreach (NftStatement statement in statements)
        {
            if (statement.Inline?.Overlap() is var (first, second))
            {
                context.Report(WordOf(statement), $"'{second.Fields[0].Format(statement.Inline.Types[0])}' is in '{first.Fields[0].Format(statement.Inline.Types[0])}' already", "take one of them away");
            }
        }
        foreach (NftStatement statement in statements.Where(s => s.Set is not null))
        {
            CheckSet(context, statement);
        }
    }

    private void CheckNat(ValidationContext context, NftNat nat, ImmutableArray<NftStatement> statements)
    {
        if (nat.Ports is not null && !NftRuleText.HasPorts(Family, statements))
        {
            context.Report(WordOf(nat), $"'{nat}' is for packets that have ports", "match a port, or \"meta l4proto tcp\"");
        }
        if (context.Find(ChainKey(Table, Chain)) is not NftChain { Hook: { } hook } chain)
        {
            return;
        }
        if (chain.Type != "nat")
        {
            context.Report(WordOf(nat), $"'{nat}' is in {chain.Title}, which is of type {chain.Type ?? "filter"}", "type nat");
        }
        else if (!nat.Hooks.Contains(hook))
        {
            context.Report(WordOf(nat), $"{nat.Word} is not done at the hook {hook}", $"expected a chain at {string.Join(" or ", nat.Hooks)}");
        }
    }

    private string WordOf(NftStatement statement) => (Matches ?? []).Contains(statement.ToString()!) ? "match" : "action";

    private void CheckSet(ValidationContext context, NftStatement statement)
    {
        if (context.Find(SetKey(Table, statement.Set!)) is not NftCollection { KeyType: { } type } set)
        {
            return;
        }
        string attribute = WordOf(statement);
        string asked = string.Join(" . ", statement.Reads.Select(s => s.Type.Name));
        if (asked != type)
        {
            context.Report(attribute, $"'{statement}' looks for {asked} in {set.Title}, whose type is {type}", null);
        }
        if (statement is NftVerdictMap && set.MapsTo != NftTypeFormat.Verdict)
        {
            context.Report(attribute, $"{set.Title} does not map to verdicts", "nft-map with data verdict");
        }
        if (statement is NftAssignment { Target: var target } && set.MapsTo != target.Type.Name)
        {
            context.Report(attribute, $"{set.Title} does not map to {target.Type}", null);
        }
        if (statement is NftSetChange && (set.Flags & NftCollection.Dynamic) is not > 0)
        {
            context.Report(attribute, $"packets put nothing into {set.Title}", "flags dynamic");
        }
    }
}
