using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxEthtool;

namespace Wire.Kernel;

/// <summary>
/// The settings of drivers, by generic netlink's family "ethtool". They are told of devices on a bus and of links that somebody
/// declared them for, not of every link: a veth has features and channels too, and thousands of them would fill the journal
/// with what nobody asks for. Those few devices are asked one by one, with the names of bits; a dump would list all links.
/// </summary>
internal sealed class EthtoolSource : ObjectSource
{
    public const string FamilyName = "ethtool";

    public static EthtoolSource The { get; } = new();

    public override NetlinkFamily Family => NetlinkFamily.Generic;

    public override string GenericName => FamilyName;

    /// <summary>ETHTOOL_MCGRP_MONITOR_NAME.</summary>
    public override ImmutableArray<string> GenericGroups { get; } = ["monitor"];

    public override void Read(ObjectContext context, List<Resource> into)
    {
        foreach (Link link in context.Links.Links.Where(l => IsTold(context, l)).ToList())
        {
            if (Ask(context, link) is { } settings)
            {
                into.Add(settings);
            }
        }
    }

    public override bool IsDeletion(scoped in NetlinkMessage message) => false;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        byte command = EthtoolMessages.Command(message);
        if (EthtoolSubject.Told(command) is not { } subject || EthtoolMessages.Device(message) is var index && context.Links.Reference(index) is not { } reference)
        {
            return;
        }
        Link? link = context.Links.Find(index);
        if (link is not null && !IsTold(context, link))
        {
            return;
        }
        Ethtool? known = Known(context, reference) ?? (link is null ? null : Ask(context, link));
        known = EthtoolMessages.Merge(known ?? new Ethtool { Dev = reference }, subject, message);
        into.Add(EthtoolMessages.IsNameless(command) ? Ask(context, index, subject, known, out _) : known);
    }

    /// <summary>Whether the settings of the link are looked at.</summary>
    public static bool IsTold(ObjectContext context, Link link) =>
        link is Interface { Physical: true } || (!context.Watched.IsEmpty && context.Watched.Contains(new Ethtool { Dev = link.Reference }.Key));

    /// <summary>As they were last told; null when they were not.</summary>
    public static Ethtool? Known(ObjectContext context, string reference) => context.FindTold(new Ethtool { Dev = reference }) as Ethtool;

    /// <summary>All settings of the device; null when it has none, or is gone.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static Ethtool? Ask(ObjectContext context, Link link)
    {
        Ethtool settings = new() { Dev = link.Reference };
        bool answered = false;
        foreach (EthtoolSubject subject in EthtoolSubject.All)
        {
            settings = Ask(context, link.Index!.Value, subject, settings, out bool told);
            answered |= told;
        }
        return answered ? settings : null;
    }

    /// <summary>What the link agreed upon with its other end; nothing of a device that does not say.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static Ethtool AskModes(ObjectContext context, Link link) =>
        Ask(context, link.Index!.Value, EthtoolSubject.All.Single(s => s.Get == ETHTOOL_MSG_LINKMODES_GET), new Ethtool { Dev = link.Reference }, out _);

    private static Ethtool Ask(ObjectContext context, uint index, EthtoolSubject subject, Ethtool known, out bool answered)
    {
        Ethtool settings = known;
        bool told = false;
        context.List(
            DumpRequest.Generic(subject.What, FamilyName, subject.Get, ETHTOOL_GENL_VERSION, w => WriteHeader(w, index, 0), one: true),
            (scoped in NetlinkMessage message) =>
            {
                told = true;
                settings = EthtoolMessages.Merge(settings, subject, message);
            });
        answered = told;
        return settings;
    }

    public static void WriteHeader(NetlinkMessageWriter writer, uint index, uint flags)
    {
        int header = writer.BeginNested(EthtoolSubject.Header | LinuxNetlink.NLA_F_NESTED);
        writer.WriteU32(ETHTOOL_A_HEADER_DEV_INDEX, index);
        if (flags != 0)
        {
            writer.WriteU32(ETHTOOL_A_HEADER_FLAGS, flags);
        }
        writer.EndNested(header);
    }
}
