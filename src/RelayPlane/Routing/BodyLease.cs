using System.Buffers;

namespace RelayPlane.Routing;

/// <summary>
/// A body in a rented array that goes back to the pool when the last holder lets go. The call holds it, and so does every upload in
/// progress: over HTTP/2 a reply may come, and the call end, while its body is still going up, and by then the array would be another call's.
/// </summary>
internal sealed class BodyLease(byte[] array, ArrayPool<byte> pool)
{
    private int _holders = 1;

    /// <summary>False where it went back already.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            pool.Return(array);
        }
    }
}
