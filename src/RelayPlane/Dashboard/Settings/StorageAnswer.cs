namespace RelayPlane.Dashboard.Settings;

/// <summary>What <c>GET /api/storage</c> says: what is kept, where, and for how long.</summary>
/// <param name="Path">The home.</param>
/// <param name="Bytes">Of the ledger: the database with what stands beside it, and the journal.</param>
/// <param name="Calls">How many are kept one by one; sums of older ones stay.</param>
/// <param name="DeletedBefore">Up to when calls were deleted; null where none were.</param>
/// <param name="StoresContent">Whether what is sent and answered is kept.</param>
internal sealed record StorageAnswer(
    string Path, long Bytes, long Calls, DateTimeOffset? FirstCallAt, DateTimeOffset? DeletedBefore, double? RetentionDays, double? MaxSizeMb, bool StoresContent, long ContentBytes);
