namespace RelayPlane.Ledger;

/// <summary>Takes entries without blocking, without waiting for a database, and without ever failing a call.</summary>
internal interface ILedger
{
    void Record(CallEntry entry);
}
