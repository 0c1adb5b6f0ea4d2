namespace Wire.Domain;

/// <summary>What the kernel demands to change an attribute of an object that exists. The planner reads it, nothing else decides it.</summary>
public enum Mutability
{
    /// <summary>Changed while the object works on.</summary>
    InPlace,

    /// <summary>The link has to be set down first, and up again after.</summary>
    NeedsDown,

    /// <summary>The object has to be deleted and made anew.</summary>
    Recreate,

    /// <summary>Part of what the object is; a different value is a different object.</summary>
    Identity,

    /// <summary>The kernel's to say: shown, never declared.</summary>
    Observed,
}
