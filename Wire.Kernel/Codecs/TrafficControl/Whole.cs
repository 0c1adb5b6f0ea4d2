using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What an object is told as a whole: the kernel's messages of traffic control have no single attributes.</summary>
internal static class Whole
{
    /// <summary>What the object shall be: as declared, with the defaults of what is withdrawn, and otherwise as it was.</summary>
    public static T After<T>(Operation operation)
        where T : Resource
    {
        Resource after = operation.After!;
        foreach (ResourceAttribute attribute in after.Kind.Attributes)
        {
            if (attribute.IsSet(after) || attribute.Mutability == Mutability.Identity)
            {
                continue;
            }
            if (!attribute.UnsetIsDefault)
            {
                after = operation.Before is { } before ? attribute.Copy(before, after) : after;
            }
            else if (operation.Before is { } known && attribute.IsSet(known) && after.DefaultOf(attribute) is { } text)
            {
                attribute.TryParse(after, text, out after);
            }
        }
        return (T)after;
    }
}
