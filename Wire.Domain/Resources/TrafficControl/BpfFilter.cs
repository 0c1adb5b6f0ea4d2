using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A filter that is a BPF program (cls_bpf; TCA_BPF_*, tc-bpf(8)), pinned in a BPF file system.</summary>
public sealed record BpfFilter : Filter
{
    /// <summary>The path of the pinned program, which is also its TCA_BPF_NAME: that is how the kernel tells it back.</summary>
    public string? Pinned { get; init; }

    /// <summary>TCA_BPF_FLAG_ACT_DIRECT: the program's result is the verdict.</summary>
    public bool? DirectAction { get; init; }

    /// <summary>TCA_BPF_ID: the program's number in the kernel.</summary>
    public uint? ProgramId { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("bpf-filter", () => new BpfFilter(), Number(1), Mutability.InPlace, isMade: true,
        new ReferenceAttribute<BpfFilter, string>(Text(255), f => f.Pinned, (f, x) => f with { Pinned = x })
            { Id = 20, Name = "pinned", Mutability = Mutability.InPlace, Required = true, Help = "the path of the pinned program, such as /sys/fs/bpf/shaper" },
        new ValueAttribute<BpfFilter, bool>(OnOff, f => f.DirectAction, (f, x) => f with { DirectAction = x })
            { Id = 21, Name = "direct-action", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "the program's result is what becomes of the packet" },
        new ValueAttribute<BpfFilter, uint>(Number(), f => f.ProgramId, (f, x) => f with { ProgramId = x })
            { Id = 22, Name = "program-id", Mutability = Mutability.Observed, Help = "the program's number in the kernel" });

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (Pinned is { } path && !path.StartsWith('/'))
        {
            context.Report("pinned", $"'{path}' is no absolute path", "expected the path of a pinned program, such as /sys/fs/bpf/shaper");
        }
    }
}
