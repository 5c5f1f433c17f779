using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Anthropic.Models.Models;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The official Anthropic SDK for .NET as a client of the gateway, with its own retries off.</summary>
public sealed class AnthropicClientTests
{
    private const string Claude = "sandbox/claude-sonnet-4-5";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Tool Weather = new()
    {
        Name = "get_weather",
        Description = "The weather in a city.",
        InputSchema = new InputSchema
        {
            Properties = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(new { type = "string" }) },
            Required = ["city"],
        },
    };

    [Fact]
    public async Task A_message_is_answered_with_its_usage()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        IsWhole(await client.Messages.Create(Ask(), Cancel));
    }

    [Fact]
    public async Task A_stream_adds_up_to_a_whole_message()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        IsWhole(await client.Messages.CreateStreaming(Ask(), Cancel).Aggregate());
    }

    [Fact]
    public async Task A_tool_is_called_and_its_result_is_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var question = Ask("What is the weather in Paris?") with { Tools = [Weather] };

        var first = await client.Messages.Create(question with { ToolChoice = new ToolChoiceAny() }, Cancel);
        Assert.Equal(StopReason.ToolUse, first.StopReason!.Value());
        var use = first.Content.Select(block => block.Value).OfType<ToolUseBlock>().First();
        Assert.Equal("get_weather", use.Name);

        var answer = await client.Messages.Create(
            question with
            {
                Messages =
                [
                    .. question.Messages,
                    new AssistantMessageParam(new List<ContentBlockParam> { new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input } }),
                    new UserMessageParam(new List<ContentBlockParam> { new ToolResultBlockParam(use.ID) { Content = "21 °C" } }),
                ],
            },
            Cancel);
        IsWhole(answer);
    }

    [Fact]
    public async Task A_tool_call_survives_streaming()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var ask = Ask("What is the weather in Paris?") with { Tools = [Weather], ToolChoice = new ToolChoiceTool("get_weather") };
        var message = await client.Messages.CreateStreaming(ask, Cancel).Aggregate();
        Assert.Contains(message.Content, block => block.TryPickToolUse(out var use) && use.Name == "get_weather");
    }

    [Fact]
    public async Task A_stream_can_be_left_and_the_next_call_is_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        using var slow = Client(lab, new Dictionary<string, string> { ["x-sandbox"] = "tps=100; tokens=2000" });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = 0;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in slow.Messages.CreateStreaming(Ask() with { MaxTokens = 4000 }, leave.Token))
            {
                if (++seen == 3)
                {
                    await leave.CancelAsync();
                    leave.Token.ThrowIfCancellationRequested();
                }
            }
        });
        Assert.Equal(3, seen);
        IsWhole(await client.Messages.Create(Ask(), Cancel));
    }

    [Fact]
    public async Task Fifty_at_once_get_fifty_different_answers()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var messages = await Task.WhenAll(Enumerable.Range(0, 50).Select(index =>
            index % 2 == 0 ? client.Messages.Create(Ask(), Cancel) : client.Messages.CreateStreaming(Ask(), Cancel).Aggregate()));
        Assert.All(messages, IsWhole);
        Assert.Equal(50, messages.Select(message => message.ID).Distinct().Count());
    }

    [Fact]
    public async Task Tokens_are_counted()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var ask = new MessageCountTokensParams { Model = Claude, Messages = [new UserMessageParam("Say hello.")] };
        Assert.True((await client.Messages.CountTokens(ask, Cancel)).InputTokens > 0);
    }

    [Fact]
    public async Task Models_come_page_by_page_and_each_can_be_asked_for()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var page = await client.Models.List(new ModelListParams { Limit = 1 }, Cancel);
        Assert.Single(page.Items);
        Assert.True(page.HasNext());
        var second = await page.Next(Cancel);
        Assert.NotEqual(page.Items[0].ID, second.Items[0].ID);
        Assert.Equal(page.Items[0].ID, (await client.Models.Retrieve(page.Items[0].ID, new ModelRetrieveParams(), Cancel)).ID);
    }

    [Fact]
    public async Task A_bad_key_of_the_client_is_the_unauthorized_of_its_home_provider()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab, key: "bad");
        var error = await Assert.ThrowsAsync<AnthropicUnauthorizedException>(() => client.Messages.Create(Ask() with { Model = "claude-sonnet-4-5" }, Cancel));
        Assert.Contains("authentication_error", error.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_the_not_found_of_the_SDK()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var error = await Assert.ThrowsAsync<AnthropicNotFoundException>(() => client.Messages.Create(Ask() with { Model = "rp:no-such-name" }, Cancel));
        Assert.Contains("not_found_error", error.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_of_the_client_is_the_bad_request_of_the_provider()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        using var client = Client(lab);
        var error = await Assert.ThrowsAsync<AnthropicBadRequestException>(() => client.Messages.Create(Ask() with { MaxTokens = -1 }, Cancel));
        Assert.Contains("invalid_request_error", error.ResponseBody, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(error.RequestID));
    }

    private static AnthropicClient Client(Lab lab, IReadOnlyDictionary<string, string>? headers = null, string key = "relayplane") => new(new ClientOptions
    {
        BaseUrl = lab.BaseUrl.GetLeftPart(UriPartial.Authority),
        ApiKey = key,
        ExtraHeaders = headers,
        MaxRetries = 0,
        Timeout = TimeSpan.FromSeconds(30),
    });

    private static MessageCreateParams Ask(string text = "Say hello.") =>
        new() { Model = Claude, MaxTokens = 64, Messages = [new UserMessageParam(text)] };

    private static void IsWhole(Message message)
    {
        Assert.Contains(message.Content, block => block.TryPickText(out var text) && text.Text.Length > 0);
        Assert.True(message.Usage.InputTokens > 0);
        Assert.True(message.Usage.OutputTokens > 0);
    }
}
