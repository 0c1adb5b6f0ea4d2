using System.Text;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A BPF program that sees each packet of a link before the kernel's stack does (IFLA_XDP, linux/if_link.h).</summary>
public sealed record Xdp : Resource
{
    /// <summary>Bytes of <see cref="Program"/> and <see cref="Section"/> together, as they are kept with the program.</summary>
    public const int NameBytesMax = 500;

    public string Dev { get; init; } = "";

    /// <summary>The ELF object that it was loaded from, an absolute path. Not told of a program that somebody else loaded.</summary>
    public string? Program { get; init; }

    /// <summary>The section of the object that has its instructions.</summary>
    public string? Section { get; init; }

    /// <summary>IFLA_XDP_ATTACHED: 1 in the driver, 2 in the kernel's own code, 3 in the device.</summary>
    public uint? Mode { get; init; }

    /// <summary>A digest of its instructions (bpf_prog_calc_tag), sixteen hexadecimal digits.</summary>
    public string? Tag { get; init; }

    /// <summary>The kernel's number of the loaded program.</summary>
    public uint? Id { get; init; }

    public static readonly ResourceKind TheKind = new("xdp", "xdp", () => new Xdp(),
        new ReferenceAttribute<Xdp, string>(ValueFormats.Link, x => x.Dev, (x, v) => x with { Dev = v ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link whose packets it sees" },
        new ReferenceAttribute<Xdp, string>(Text(400), x => x.Program, (x, v) => x with { Program = v })
            { Id = 2, Name = "program", Mutability = Mutability.InPlace, Required = true, Help = "an object file for BPF, an absolute path" },
        new ReferenceAttribute<Xdp, string>(Text(64), x => x.Section, (x, v) => x with { Section = v })
            { Id = 3, Name = "section", Mutability = Mutability.InPlace, Default = "xdp", UnsetIsDefault = true, Help = "the section of the file that has the program" },
        new ValueAttribute<Xdp, uint>(Words(("native", 1), ("generic", 2), ("offload", 3)), x => x.Mode, (x, v) => x with { Mode = v })
            { Id = 4, Name = "mode", Mutability = Mutability.Recreate, Help = "native: in the driver; generic: in the kernel's own code; not set: native where the driver can" },
        new ReferenceAttribute<Xdp, string>(Text(16), x => x.Tag, (x, v) => x with { Tag = v })
            { Id = 5, Name = "tag", Mutability = Mutability.Observed, Help = "the kernel's digest of its instructions, as bpftool shows it" },
        new ValueAttribute<Xdp, uint>(Number(), x => x.Id, (x, v) => x with { Id = v })
            { Id = 6, Name = "id", Mutability = Mutability.Observed, Help = "the kernel's number of the loaded program" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("xdp", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    /// <summary>A program whose file is not known cannot be written down.</summary>
    public override bool IsExported => Program is not null;

    public override void Check(ValidationContext context)
    {
        if (Program is { } file && !file.StartsWith('/'))
        {
            context.Report("program", $"'{file}' is no absolute path", "begin it with '/': the daemon has a working directory of its own");
        }
        if (Encoding.UTF8.GetByteCount(Program + Section) > NameBytesMax)
        {
            context.Report("program", $"the path and the section have more than {NameBytesMax} bytes", null);
        }
        if (Mode == Offload)
        {
            context.Report("mode", "no program is loaded into the network card itself", "expected 'native' or 'generic'");
        }
    }

    /// <summary>XDP_ATTACHED_HW.</summary>
    private const uint Offload = 3;
}
