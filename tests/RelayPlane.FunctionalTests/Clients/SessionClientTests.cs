using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>Conversations that are routed by complexity, as the official SDKs of every format have them; what they do and check is in <c>tests/clients/node/sessions.mjs</c>.</summary>
public sealed class SessionClientTests
{
    [Fact]
    public Task A_conversation_keeps_its_model_whatever_formats_the_client_and_the_model_speak() => TierLab.PassAsync(
        120, TestContext.Current.CancellationToken, ("chat", "messages"), ("messages", "chat"), ("generate", "responses"), ("responses", "generate"));
}
