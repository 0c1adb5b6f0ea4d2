using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxMacsec;

namespace Wire.Kernel;

/// <summary>MACSEC_CMD_*_TXSA.</summary>
internal sealed class MacsecTxSaCodec : ResourceCodec
{
    public override ObjectSource Source => MacsecSource.The;

    public override KernelNeed Need => MacsecSource.Need;

    public override ResourceKind Kind => MacsecTxSa.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<GenlMsgHdr>(), MacsecTables.Requests);

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        MacsecTxSa sa = (MacsecTxSa)operation.After!;
        MacsecRequests.AddSa(builder, MACSEC_CMD_ADD_TXSA, sa.Dev, null, sa.An, sa.SaKey!, sa.Active ?? true, sa.Ssci, sa.Salt);
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        MacsecTxSa sa = (MacsecTxSa)operation.After!;
        MacsecRequests.SetSa(builder, MACSEC_CMD_UPD_TXSA, sa.Dev, null, sa.An, sa.Active ?? true);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        MacsecTxSa sa = (MacsecTxSa)operation.Before!;
        // One that is active is not deleted (EBUSY).
        MacsecRequests.SetSa(builder, MACSEC_CMD_UPD_TXSA, sa.Dev, null, sa.An, active: false);
        MacsecRequests.SetSa(builder, MACSEC_CMD_DEL_TXSA, sa.Dev, null, sa.An, active: null);
    }

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}

/// <summary>MACSEC_CMD_*_RXSC.</summary>
internal sealed class MacsecRxScCodec : ResourceCodec
{
    public override ObjectSource Source => MacsecSource.The;

    public override KernelNeed Need => MacsecSource.Need;

    public override ResourceKind Kind => MacsecRxSc.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<GenlMsgHdr>(), MacsecTables.Requests);

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => Encode(builder, MACSEC_CMD_ADD_RXSC, (MacsecRxSc)operation.After!);

    public override void EncodeChange(RequestBuilder builder, Operation operation) => Encode(builder, MACSEC_CMD_UPD_RXSC, (MacsecRxSc)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        MacsecRxSc channel = (MacsecRxSc)operation.Before!;
        MacsecRequests.Begin(builder, MACSEC_CMD_DEL_RXSC, channel.Dev, channel.Sci);
        builder.End();
    }

    private static void Encode(RequestBuilder builder, byte command, MacsecRxSc channel)
    {
        MacsecRequests.Begin(builder, command, channel.Dev, channel.Sci, channel.Active ?? true);
        builder.End();
    }

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}

/// <summary>MACSEC_CMD_*_RXSA.</summary>
internal sealed class MacsecRxSaCodec : ResourceCodec
{
    public override ObjectSource Source => MacsecSource.The;

    public override KernelNeed Need => MacsecSource.Need;

    public override ResourceKind Kind => MacsecRxSa.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<GenlMsgHdr>(), MacsecTables.Requests);

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        MacsecRxSa sa = (MacsecRxSa)operation.After!;
        MacsecRequests.AddSa(builder, MACSEC_CMD_ADD_RXSA, sa.Dev, sa.Sci, sa.An, sa.SaKey!, sa.Active ?? true, sa.Ssci, sa.Salt);
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        MacsecRxSa sa = (MacsecRxSa)operation.After!;
        MacsecRequests.SetSa(builder, MACSEC_CMD_UPD_RXSA, sa.Dev, sa.Sci, sa.An, sa.Active ?? true);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        MacsecRxSa sa = (MacsecRxSa)operation.Before!;
        // One that is active is not deleted (EBUSY).
        MacsecRequests.SetSa(builder, MACSEC_CMD_UPD_RXSA, sa.Dev, sa.Sci, sa.An, active: false);
        MacsecRequests.SetSa(builder, MACSEC_CMD_DEL_RXSA, sa.Dev, sa.Sci, sa.An, active: null);
    }

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}
