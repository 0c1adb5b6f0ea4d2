using Wire.Domain;

namespace Wire.Projections;

/// <summary>A change's verb as the log has it.</summary>
public static class VerbText
{
    public static string Of(ChangeVerb verb) => verb switch
    {
        ChangeVerb.Apply => "apply",
        ChangeVerb.Merge => "merge",
        ChangeVerb.Undo => "undo",
        ChangeVerb.Redo => "redo",
        ChangeVerb.Replay => "replay",
        ChangeVerb.Restore => "restore",
        ChangeVerb.Rollback => "rollback",
        _ => "expire",
    };
}
