using RelayPlane.Pacing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>What it means for a target that no reply came. Pure.</summary>
internal static class FaultSignal
{
    public static Signal Of(UpstreamFault fault) => new(
        fault.Kind switch
        {
            FaultKind.Connect or FaultKind.Dns or FaultKind.Tls => SignalKind.Unreachable,
            FaultKind.Broken => SignalKind.Broken,
            FaultKind.TimedOut => SignalKind.TimedOut,
            FaultKind.Cancelled => SignalKind.Cancelled,
            FaultKind.BadUpload => SignalKind.Rejected,
            _ => SignalKind.Faulted,
        },
        Message: fault.Message);
}
