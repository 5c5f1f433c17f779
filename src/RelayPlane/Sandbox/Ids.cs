using System.Globalization;

namespace RelayPlane.Sandbox;

/// <summary>Numbers the calls of one sandbox; every id of a call is made from its number.</summary>
internal sealed class Ids
{
    private long _last;

    public string Next() => Interlocked.Increment(ref _last).ToString("x24", CultureInfo.InvariantCulture);
}
