using RelayPlane.Gateway;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay;

namespace RelayPlane.Hosting;

/// <summary>Gives the book of conversations what an earlier process placed, beside the first calls: nothing waits for it.</summary>
internal static class SessionsAgain
{
    /// <returns>Done at once where nothing is routed.</returns>
    public static Task RecallAsync(Runtime rooms, Books books, string databasePath, Action<string> notice, TimeProvider clock) => rooms.Sessions is not { } book ? Task.CompletedTask : Task.Run(() =>
    {
        try
        {
            var now = clock.GetUtcNow();
            var providers = rooms.Providers.ToDictionary(keyed => keyed.Provider.Name, keyed => keyed.Provider);
            book.Recall(Remembered.From(new PastCalls(databasePath).Read(now - Remembered.Reach, now), books.Prices, providers.GetValueOrDefault));
        }
        catch (Exception thrown)
        {
            notice($"Which models conversations had before this start could not be read, so they may change now: {thrown.Message}");
        }
    });
}
