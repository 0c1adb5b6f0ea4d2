using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What may stand in the block of one kind: a clause for each attribute that can be declared, and the language's own.</summary>
internal sealed class BlockWords
{
    private readonly Dictionary<string, Clause> _clauses = [];

    /// <param name="kind">What the block is of.</param>
    /// <param name="owner">What the object that the block stands in says of it: an address's link.</param>
    public BlockWords(ResourceKind kind, ResourceAttribute? owner = null)
    {
        Kind = kind;
        Blank = kind.Blank();
        Head = kind.Attributes.First(a => a != owner);
        foreach (ResourceAttribute attribute in kind.Attributes.Where(a => a != Head && a != owner && a.Mutability != Mutability.Observed))
        {
            Add(Sugar.ClauseFor(kind, attribute));
        }
        Sugar.ClausesOf(kind).ToList().ForEach(Add);
        Both = _clauses.Values.OfType<BothClause>().FirstOrDefault();
        Identity = [.. _clauses.Values.Where(c => c.IsIdentity)];
    }

    public ResourceKind Kind { get; }

    public Resource Blank { get; }

    /// <summary>The attribute behind the kind's word: a link's name, a route's prefix.</summary>
    public ResourceAttribute Head { get; }

    public bool IsLink => Blank is Link;

    public IReadOnlyCollection<Clause> Clauses => _clauses.Values;

    /// <summary>Clauses that are part of what the object is: one line of the sequential form says them all.</summary>
    public ImmutableArray<Clause> Identity { get; }

    /// <summary>The word that says two attributes at once; null when the kind has none.</summary>
    public BothClause? Both { get; }

    public Clause? Find(string word) => _clauses.GetValueOrDefault(word);

    public AttributeClause ClauseOf(ResourceAttribute attribute) => (AttributeClause)_clauses[attribute.Name];

    private void Add(Clause clause) => _clauses[clause.Word] = clause;
}
