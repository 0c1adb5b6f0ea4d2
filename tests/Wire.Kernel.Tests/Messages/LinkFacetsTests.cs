using Wire.Domain;

namespace Wire.Kernel.Tests.Messages;

/// <summary>A facet that its link is not told with any more is gone, although the kernel does not say so.</summary>
public sealed class LinkFacetsTests
{
    private readonly FacetBook _book = new();
    private readonly Link _link = new Dummy { Name = "d0", Index = 5 };

    private static Address Facet(string prefix) => new() { Link = "d0", Prefix = IpPrefix.Parse(prefix) };

    [Fact]
    public void FacetNoLongerToldIsGoneOnce()
    {
        Assert.Empty(_book.Replace(5, [_link, Facet("10.0.0.1/24"), Facet("10.0.0.2/24")]));
        Assert.Empty(_book.Replace(5, [_link, Facet("10.0.0.1/24") with { Scope = 3 }, Facet("10.0.0.2/24")]));

        Assert.Equal([Facet("10.0.0.2/24")], _book.Replace(5, [_link, Facet("10.0.0.1/24")]));
        Assert.Equal([Facet("10.0.0.1/24")], _book.Replace(5, [_link]));
        Assert.Empty(_book.Replace(5, [_link]));
    }

    [Fact]
    public void FacetToldByItselfIsGoneWithItsLink()
    {
        _book.Note(5, Facet("10.0.0.1/24"));
        _book.Note(5, Facet("10.0.0.1/24") with { Scope = 3 });

        Assert.Equal([Facet("10.0.0.1/24") with { Scope = 3 }], _book.Replace(5, []));
        Assert.Empty(_book.Told);
    }
}
