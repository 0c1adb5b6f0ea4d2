namespace Wire.Domain;

/// <summary>
/// One object of the network, as somebody declared it or as the kernel shows it. An attribute that is not set means "whatever
/// it is" in a declaration and "not told" in an observation.
/// </summary>
public abstract record Resource
{
    public abstract ResourceKind Kind { get; }

    public abstract ResourceKey Key { get; }

    /// <summary>What the kernel sent and this version does not decode. Empty in declarations.</summary>
    public RawAttributes Unknown { get; init; }

    /// <summary>The objects that have to be there before this one.</summary>
    public abstract IEnumerable<ResourceKey> Dependencies { get; }

    /// <summary>
    /// Of its <see cref="Dependencies"/>, what takes it along when it goes: an address goes with its link, a class with its
    /// discipline. By default its links.
    /// </summary>
    public virtual IEnumerable<ResourceKey> GoesWith => Dependencies.Where(k => k.IsLink);

    /// <summary>Other names by which objects name it among their <see cref="Dependencies"/>: a queueing discipline by its handle.</summary>
    public virtual IEnumerable<ResourceKey> Aliases => [];

    /// <summary>The kernel removes it when its link goes down (<c>fib_disable_ip</c>, <c>addrconf_ifdown</c>, <c>neigh_ifdown</c>).</summary>
    public virtual bool GoesWhenDown => false;

    /// <summary>It belongs to its link as a port: the kernel removes it when the link leaves its master (<c>del_nbp</c>, net/bridge/br_if.c).</summary>
    public virtual bool GoesWhenPortLeaves => false;

    /// <summary>The name of the network namespace that it is: everything in that goes with it. Null for all else.</summary>
    public virtual string? Holds => null;

    /// <summary>What is in it as soon as it is made, whoever makes it: the loopback link of a namespace.</summary>
    public virtual IEnumerable<Link> Born => [];

    /// <summary>Its place among those of its stage that do not need each other; the lower is made first.</summary>
    public virtual int Rank => 0;

    /// <summary>Whether the kernel says that it is Wire's: by a protocol number. Null when there is no such mark, and the journal knows.</summary>
    public virtual bool? IsMarkedOurs => null;

    /// <summary>The kernel changes this of it in no way, although it does of others of its kind.</summary>
    public virtual bool IsFixed(ResourceAttribute attribute) => false;

    /// <summary>It is in something that is Wire's as a whole, so that it goes at once when nobody declares it: a rule in a table of Wire's.</summary>
    public virtual bool IsPartOfOurs => false;

    /// <summary>It names a link that is gone (<see cref="ResourceKind.OutlivesLinks"/>): it is of no use, and nobody could make it again.</summary>
    public virtual bool IsOrphan => false;

    /// <summary>The kernel put it there by itself.</summary>
    public virtual bool IsKernelMade => false;

    /// <summary>A creation takes its place without a deletion before: the discipline that a link has as long as nobody gives it one.</summary>
    public virtual bool GivesWay => false;

    /// <summary>The kernel announces no change of it and is asked from the moment on when it is declared.</summary>
    public virtual bool IsReadByName => Kind.IsReadByName;

    /// <summary>The object that the kernel copies this one from when what it belongs to is made; null for none.</summary>
    public virtual ResourceKey? Model => null;

    /// <summary>A setting as the kernel gives it to what a plan makes, where that is known.</summary>
    /// <param name="blank">It without any value.</param>
    /// <param name="find">What else there will be, by key.</param>
    public virtual Resource AsNew(Resource blank, Func<ResourceKey, Resource?> find) => blank;

    /// <summary>What a person should know who declares it, although nothing is wrong; null for nothing.</summary>
    /// <param name="find">What else there will be, by key.</param>
    public virtual string? Advice(Func<ResourceKey, Resource?> find) => null;

    /// <summary>Somebody would write it down: neither the kernel, nor autoconfiguration, nor learning put it there.</summary>
    public virtual bool IsExported => !IsKernelMade;

    /// <summary>As somebody would write it down: without values that it has anyway, other than the attributes' defaults.</summary>
    public virtual Resource Bare(ITopology live) => this;

    /// <summary>The declaration with what the language leaves to be understood.</summary>
    public virtual Resource Completed() => this;

    /// <summary>Reports what cannot be meant or would be refused, beyond what the table of attributes says.</summary>
    public virtual void Check(ValidationContext context)
    {
    }

    /// <summary>The named network namespace it is in; null for the one Wire runs in.</summary>
    public string? Netns => InNetns;

    /// <summary>By default the one of the first link that it names.</summary>
    private protected virtual string? InNetns
    {
        get
        {
            foreach (ResourceAttribute attribute in Kind.LinkReferences)
            {
                foreach ((string reference, _) in attribute.LinksIn(this))
                {
                    return LinkName.Split(reference).Netns;
                }
            }
            return null;
        }
    }

    /// <summary>Whether a person may call it that: by its whole name, or by the first thing that is said of it.</summary>
    public virtual bool IsCalled(string name) => Key.Id == name || (!Kind.IsLink && Kind.Attributes[0].Format(this) == name);

    /// <summary>With every reference to a link changed, also its own name when it is that link.</summary>
    public Resource Renamed(string before, string after)
    {
        Resource result = this;
        foreach (ResourceAttribute attribute in Kind.LinkReferences)
        {
            result = attribute.Renamed(result, before, after);
        }
        if (result is Link link && link.Reference == before)
        {
            (string? netns, string name) = LinkName.Split(after);
            return link with { Netns = netns, Name = name };
        }
        return result;
    }

    /// <summary>The value that the kernel gives a new object of this sort, in canonical text; null when it has none, or one that Wire cannot know.</summary>
    public virtual string? DefaultOf(ResourceAttribute attribute) => attribute.Default;

    /// <summary>How a person names it: the kind and the name, "bridge vswitch0".</summary>
    public string Title => $"{Kind.Name} {Key.Id}";
}
