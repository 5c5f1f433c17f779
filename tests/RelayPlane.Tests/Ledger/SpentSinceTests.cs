using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class SpentSinceTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = Entries.Noon.AddMinutes(30);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_hour_in_which_a_window_begins_is_read_call_by_call()
    {
        await WriteAsync(_folder.Database, Call("before", s_begin.AddMinutes(-1)), Call("after", s_begin), Call("later", s_begin.AddHours(2)));

        Assert.Equal([(-1, 177), (0, 177), (149, 177)], Spent());
    }

    [Fact]
    public async Task Where_calls_of_such_an_hour_are_deleted_nothing_that_was_spent_is_forgotten()
    {
        await WriteAsync(_folder.Database, Call("before", s_begin.AddMinutes(-1)), Call("after", s_begin), Call("later", s_begin.AddHours(2)));
        SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);
        using (EntryWriter writer = new(connection))
        {
            Assert.Equal(2, writer.Trim(new Keeping(TimeSpan.FromHours(1), null), s_begin.AddHours(2)));
        }

        Assert.Equal([(29, 2 * 177), (149, 177)], Spent());
    }

    private static CallEntry Call(string id, DateTimeOffset at) => Entries.Call(id, Entries.Attempt()) with { At = at };

    /// <summary>Each amount with the whole minutes from the window's beginning to it.</summary>
    private List<(int Minutes, long CostNano)> Spent() =>
        [.. SpentSince.Read(_folder.Database, Entries.Noon.AddDays(-1), [s_begin])
            .Select(row => ((int)Math.Floor((row.At - s_begin).TotalMinutes), row.CostNano))
            .Order()];
}
