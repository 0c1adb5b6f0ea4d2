namespace Wire.Kernel;

/// <summary>Constants of linux/fib_rules.h, by their own names.</summary>
public static class LinuxFibRules
{
    // Attributes of a rule.
    public const ushort FRA_DST = 1;
    public const ushort FRA_SRC = 2;
    public const ushort FRA_IIFNAME = 3;
    public const ushort FRA_PRIORITY = 6;
    public const ushort FRA_FWMARK = 10;
    public const ushort FRA_TABLE = 15;
    public const ushort FRA_FWMASK = 16;
    public const ushort FRA_OIFNAME = 17;
    public const ushort FRA_PROTOCOL = 21;

    // Flags of a rule.
    public const uint FIB_RULE_INVERT = 0x2;

    // Actions of a rule.
    public const byte FR_ACT_TO_TBL = 1;
}
