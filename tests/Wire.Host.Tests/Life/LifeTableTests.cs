using System.Text;
using Wire.Domain;

namespace Wire.Host.Tests.Life;

/// <summary>A kind or an attribute that nobody proved on a kernel fails here, where no kernel is needed.</summary>
public sealed class LifeTableTests
{
    public static TheoryData<string> Kinds => [.. ResourceKinds.All.Select(k => k.Name)];

    public static TheoryData<string> KindsWithLives => [.. ResourceKinds.All.Select(k => k.Name).Except(Lives.NotYet)];

    public static TheoryData<string> Titles => [.. Lives.All.Select(l => l.Title)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindHasALife(string kind)
    {
        bool lives = Lives.All.Any(l => l.Kind == kind);
        bool waits = Lives.NotYet.Contains(kind);
        Assert.True(lives || waits, $"{kind} has no life: write one in tests/Wire.Host.Tests/Life/Kinds (CONTRIBUTING.md, Adding a kind)");
        Assert.False(lives && waits, $"{kind} has a life: take it off {nameof(Lives)}.{nameof(Lives.NotYet)}");
    }

    [Fact]
    public void WhatWaitsForALifeIsAKind() => Assert.All(Lives.NotYet.Concat(Lives.All.Select(l => l.Kind)), kind => Assert.NotNull(ResourceKinds.Find(kind)));

    [Fact]
    public void EveryLifeHasATitleOfItsOwn() => Assert.Equal(Lives.All.Count, Lives.All.Select(l => l.Title).Distinct().Count());

    /// <summary>What changes in place is changed, what needs a new object is set, and each exception still is one.</summary>
    [Theory]
    [MemberData(nameof(KindsWithLives))]
    public void EveryAttributeOfAKindIsInItsLife(string kind)
    {
        KindLife[] lives = [.. Lives.All.Where(l => l.Kind == kind)];
        HashSet<string> excepted = [.. lives.SelectMany(l => l.Except.Keys)];
        foreach (ResourceAttribute attribute in ResourceKinds.Find(kind)!.Attributes)
        {
            if (attribute.Mutability is Mutability.Identity or Mutability.Observed)
            {
                Assert.False(excepted.Contains(attribute.Name), $"{kind}: {attribute} is no exception: it is {attribute.Mutability}");
                continue;
            }
            Resource blank = ResourceKinds.Find(kind)!.Blank();
            Mutability demanded = attribute.MutabilityOf(blank, blank);
            bool shown = demanded == Mutability.Recreate ? lives.Any(l => IsDeclared(l, attribute)) : lives.Any(l => IsChanged(l, attribute));
            Assert.True(shown || (IsRareAndShared(attribute) && kind != "interface") || excepted.Contains(attribute.Name),
                $"{kind}: no life {(demanded == Mutability.Recreate ? "declares" : "changes")} '{attribute}', and none says in {nameof(KindLife.Except)} why");
            Assert.False(shown && excepted.Contains(attribute.Name), $"{kind}: '{attribute}' is shown: take it off {nameof(KindLife.Except)}");
        }
        Assert.All(excepted, name => Assert.NotNull(ResourceKinds.Find(kind)!.Find(name)));
    }

    /// <summary>What few ask of a link, and every link has: shown by the lives of <see cref="Kinds.SharedLife"/>, not by each kind's own.</summary>
    private static bool IsRareAndShared(ResourceAttribute attribute) => attribute.Id > Carrier && Interface.TheKind.Attributes.Contains(attribute);

    /// <summary>The id of the last attribute of links that each kind's own life shows.</summary>
    private const int Carrier = 10;

    [Theory]
    [MemberData(nameof(Titles))]
    public void EveryStepOfALifeIsSeen(string title)
    {
        KindLife life = Lives.All.Single(l => l.Title == title);
        ResourceKind kind = ResourceKinds.Find(life.Kind)!;
        Assert.NotEmpty(life.Shows);
        Assert.NotEmpty(life.Foreign);
        Assert.All(Pictures(life), resource => Assert.NotNull(resource));
        if (life.Variant.Length == 0)
        {
            Assert.Equal(kind.IsMade && kind.Attributes.Any(a => a.MutabilityOf(kind.Blank(), kind.Blank()) == Mutability.Recreate && !IsRareAndShared(a) && !life.Except.ContainsKey(a.Name)), life.Anew is not null);
        }
        Dictionary<(string?, string?), string> shown = life.Shows.ToDictionary(s => s.Place, s => s.Expected);
        foreach (Change change in life.Anew is null ? life.InPlace : life.InPlace.Append(life.Anew))
        {
            Assert.True(change.Shows.Any(s => !shown.TryGetValue(s.Place, out string? before) || before != s.Expected), $"{title}: nothing is read of {change}");
            foreach (Reading reading in change.Shows)
            {
                shown[reading.Place] = reading.Expected;
            }
        }
    }

    private static bool IsDeclared(KindLife life, ResourceAttribute attribute) => Pictures(life).Any(p => p is not null && attribute.IsSet(p));

    private static bool IsChanged(KindLife life, ResourceAttribute attribute)
    {
        Resource?[] pictures = [.. Pictures(life).Take(1 + life.InPlace.Count)];
        return pictures.Zip(pictures.Skip(1)).Any(p => p.First is not null && p.Second is not null && !attribute.SameValue(p.First, p.Second));
    }

    /// <summary>The object after each step, as the text declares it.</summary>
    private static IEnumerable<Resource?> Pictures(KindLife life) => life.Texts().Select(text =>
    {
        ConfigReading reading = ConfigReader.Read(Encoding.UTF8.GetBytes(text), "life.wire", null);
        Assert.True(reading.IsValid, $"{life.Title}\n{reading.RenderErrors()}");
        return reading.Desired.Select(d => d.Resource).SingleOrDefault(r => r.Kind.Name == life.Kind && r.Key.Id == life.Name);
    });
}
