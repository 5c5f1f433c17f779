using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Routing;

public sealed class LabelPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    private IReadOnlyList<ApiPath> Paths => [.. new LabelPaths(_folder.Database).All, .. new CallsPaths(_folder.Database, new AgentNames(_folder.Home.AgentNamesPath, _clock)).All];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_label_is_set_shown_and_taken_back()
    {
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Call("abc"));

        Assert.Equal(204, (await PostAsync("/api/calls/AB-C/label", """{"good":true}""")).Status);
        Assert.Equal("true", (await LabelAsync()).GetRawText());
        Assert.Equal(204, (await PostAsync("/api/calls/abc/label", """{"good":null}""")).Status);
        Assert.Equal("null", (await LabelAsync()).GetRawText());
    }

    [Fact]
    public async Task A_call_that_is_not_there_has_none()
    {
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Call("abc"));

        var asked = await PostAsync("/api/calls/nope/label", """{"good":true}""");

        Assert.Equal(404, asked.Status);
        Assert.Contains("'nope'", asked.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said() => Assert.Equal(400, (await PostAsync("/api/calls/abc/label", """{"good":"yes"}""")).Status);

    private Task<Asked> PostAsync(string path, string body) => Asked.PostAsync(Paths, path, body, _clock);

    private async Task<JsonElement> LabelAsync() => (await Asked.GetAsync(Paths, "/api/calls/abc", _clock)).Json.GetProperty("decision").GetProperty("label");
}
