namespace Wire.Domain.Tests.Config;

public sealed class VocabularyTests
{
    public static TheoryData<string> Kinds => [.. ResourceKinds.All.Where(k => k != Address.TheKind && !k.IsShownOnly).Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryAttributeThatCanBeDeclaredHasItsWordAndNoObservedOneHas(string kind)
    {
        BlockWords words = Vocabulary.Find(kind)!;
        foreach (ResourceAttribute attribute in words.Kind.Attributes.Skip(1))
        {
            Assert.Equal(attribute.Mutability != Mutability.Observed, words.Find(attribute.Name) is not null);
        }
    }

    [Theory]
    [InlineData("brigde", "bridge")]
    [InlineData("Bridge", "bridge")]
    [InlineData("vxaln", "vxlan")]
    [InlineData("rout", "route")]
    [InlineData("x", null)]
    [InlineData("spaghetti", null)]
    public void ANearWordIsFoundAndAFarOneIsNot(string word, string? near) => Assert.Equal(near, NearWord.Find(word, Vocabulary.Kinds));
}
