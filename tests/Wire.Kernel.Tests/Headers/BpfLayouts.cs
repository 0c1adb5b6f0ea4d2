using System.Reflection;
using System.Runtime.InteropServices;
using Wire.Kernel.Interop;

namespace Wire.Kernel.Tests.Headers;

/// <summary>The members of <c>union bpf_attr</c> have no names of their own: each is held against the offsets of its fields.</summary>
public sealed class BpfLayouts
{
    public static TheoryData<Type, string, string> Layouts => new()
    {
        { typeof(BpfAttrMap), "union bpf_attr", "" },
        { typeof(BpfAttrTypes), "union bpf_attr", "" },
        { typeof(BpfAttrElement), "union bpf_attr", "" },
        { typeof(BpfAttrProgram), "union bpf_attr", "" },
        { typeof(BpfAttrObject), "union bpf_attr", "" },
        { typeof(BpfAttrId), "union bpf_attr", "" },
        { typeof(BpfAttrInfo), "union bpf_attr", "info." },
        { typeof(BpfAttrBind), "union bpf_attr", "prog_bind_map." },
        { typeof(BpfProgInfo), "struct bpf_prog_info", "" },
        { typeof(BpfMapInfo), "struct bpf_map_info", "" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void FieldsAreWhereTheHeaderHasThem(Type ours, string theirs, string member)
    {
        Dictionary<string, uint> expected = ours.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(f => $"offsetof({theirs}, {member}{f.Name})", f => (uint)Marshal.OffsetOf(ours, f.Name));

        Assert.Equal(SystemHeaders.Evaluate(expected.Keys), expected);
    }
}
