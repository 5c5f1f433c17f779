using System.Net;
using System.Net.Sockets;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 1, 4, 5, 7, 11, 12, 14 and 15: what breaks before the first content is tried again, and the client sees nothing of it.</summary>
public sealed class BeforeContentTests
{
    private static readonly Dictionary<string, (Step Step, string Verdict)> s_faults = new()
    {
        ["reset before headers"] = (Reset(), "faulted"),
        ["closed before headers"] = (Close(""), "faulted"),
        ["reset in the headers"] = (Reset("HTTP/1.1 200 OK\r\ncontent-ty"), "faulted"),
        ["reset after the headers"] = (Reset("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n"), "faulted"),
        ["stream reset after the headers"] = (Reset(StreamHead), "faulted"),
        ["stream reset after its start"] = (Reset(StreamHead + Chunk(Start)), "faulted"),
        ["stream ended after its start"] = (Close(StreamHead + Chunk(Start) + "0\r\n\r\n"), "faulted"),
        ["torn JSON, closed"] = (Close("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"id\":\"m\",\"content\":[{\"ty"), "faulted"),
        ["content-length too long"] = (Close("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n" + Answer), "faulted"),
        ["no body"] = (Close("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 0\r\n\r\n"), "faulted"),
        ["200 with an error"] = (Status(200, OverloadedBody), "overloaded"),
        ["200 with an error of no dialect"] = (Status(200, """{"error":{"message":"boom"}}"""), "faulted"),
        ["error as first frame"] = (Close(StreamHead + Chunk("event: error\ndata: " + OverloadedBody + "\n\n")), "overloaded"),
        ["error after the start"] = (Close(StreamHead + Chunk(Start + Ping + "event: error\ndata: " + OverloadedBody + "\n\n") + "0\r\n\r\n"), "overloaded"),
        ["a page"] = (Status(200, "", "content-type: text/html\r\n"), "faulted"),
        ["a portal's page"] = (Close("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<html></html>"), "faulted"),
        ["headers of 128 KB"] = (Close("HTTP/1.1 200 OK\r\nx-big: " + new string('a', 128 * 1024) + "\r\ncontent-length: 2\r\n\r\n{}"), "faulted"),
        ["garbage"] = (Close("SSH-2.0-OpenSSH\r\n\r\n"), "faulted"),
        ["an impossible status"] = (Close("HTTP/1.1 2x0 Odd\r\n\r\n"), "faulted"),
        ["500"] = (Status(500, "{}"), "faulted"),
        ["cloudflare's 522"] = (Status(522, "<html></html>"), "faulted"),
        ["503"] = (Status(503, "{}"), "overloaded"),
        ["529"] = (Overloaded(), "overloaded"),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Faults()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in s_faults.Keys)
        {
            data.Add(name, name.Contains("stream", StringComparison.Ordinal) || name.Contains("frame", StringComparison.Ordinal) || name.Contains("start", StringComparison.Ordinal));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_breaks_before_content_is_tried_again_and_the_client_sees_the_answer_alone(string fault, bool stream)
    {
        await using var provider = Doing(s_faults[fault].Step, Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, stream);

        Assert.Equal((200, stream ? Start + Text + End : Answer, "2"), (told.Status, told.Text, told.Attempts));
        Assert.Equal($"{s_faults[fault].Verdict},answered", await Aftermath.OfAsync(lab, 1));
        Assert.True(Aftermath.AllClosed(lab));
    }

    [Fact]
    public async Task An_error_that_comes_as_an_array_is_read_and_tried_again()
    {
        const string error = """[{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]""";
        const string answer = """[{"candidates":[{"content":{"parts":[{"text":"hi"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2}}]""";
        await using var provider = Doing(Status(200, error), Status(200, answer));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, path: "/v1beta/models/gemini-2.5-flash:streamGenerateContent", body: """{"contents":[]}""");

        Assert.Equal((200, answer), (told.Status, told.Text));
        Assert.Equal("overloaded,answered", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_provider_that_refuses_connections_is_waited_for()
    {
        using var port = ClosedPort();
        var address = (IPEndPoint)port.LocalEndPoint!;
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "http://{{address}}" } } }""");
        var asking = lab.AskAsync(Cancel);
        await Aftermath.UntilAsync(lab, table => table.Lanes.Any(lane => lane.Calls > 0 && lane.Window.InFlight == 0), Cancel);
        port.Listen();
        using var served = await port.AcceptAsync(Cancel);
        await using var stream = new NetworkStream(served);
        await Well((await RawRequest.ReadAsync(stream, Cancel))!, stream, Cancel);

        Assert.Equal(200, (await asking).Status);
        Assert.EndsWith("faulted,answered", await Aftermath.OfAsync(lab, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisonous_call_ends_after_five_attempts_and_says_why()
    {
        await using var provider = Doing(Reset());
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel);

        Assert.Equal((502, "false"), (told.Status, told.ShouldRetry));
        Assert.Contains("anthropic", told.Text, StringComparison.Ordinal);
        Assert.Equal("faulted,faulted,faulted,faulted,faulted", await Aftermath.OfAsync(lab, 1));
        Assert.Equal("failed", await Aftermath.OutcomesAsync(lab, 1));
    }
}
