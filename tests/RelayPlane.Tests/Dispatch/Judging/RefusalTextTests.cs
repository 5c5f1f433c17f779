using RelayPlane.Dispatch.Judging;
using Xunit;

namespace RelayPlane.Tests.Dispatch.Judging;

public sealed class RefusalTextTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't assist with that request.")]
    [InlineData("I’m sorry, I can’t help with that.")]
    [InlineData("I cannot provide instructions for that.")]
    [InlineData("As an AI language model, I am unable to fulfill this, and cannot comply.")]
    [InlineData("Es tut mir leid, aber dabei kann ich dir nicht helfen.")]
    [InlineData("Je suis désolé, mais je ne peux pas vous aider avec cette demande.")]
    [InlineData("Lo siento, pero no puedo ayudarte con eso.")]
    [InlineData("Mi dispiace, ma non posso aiutarti.")]
    [InlineData("Desculpe, mas não posso ajudar com isso.")]
    [InlineData("Извините, но я не могу помочь с этим.")]
    [InlineData("抱歉，我无法提供这方面的帮助。")]
    [InlineData("申し訳ありませんが、そのご依頼にはお応えできません。")]
    [InlineData("죄송하지만 그 요청은 도와드릴 수 없습니다.")]
    public void A_short_text_that_says_no_is_a_refusal(string text) => Assert.True(RefusalText.Is(text));

    [Theory]
    [InlineData("")]
    [InlineData("Paris.")]
    [InlineData("I'm sorry to hear that! Here is what helps against a cold: rest and tea.")]
    [InlineData("I can't find the file src/app.ts. Shall I create it?")]
    [InlineData("Sorry, but the build fails: the compiler cannot resolve `foo`.")]
    [InlineData("I can't provide real-time weather updates.")]
    [InlineData("The function cannot help with recursion, so it loops.")]
    [InlineData("Leider kann ich die Datei nicht öffnen; der Pfad ist falsch.")]
    public void An_answer_that_regrets_something_is_none(string text) => Assert.False(RefusalText.Is(text));

    [Fact]
    public void A_long_text_is_an_answer_whatever_it_begins_with() =>
        Assert.False(RefusalText.Is("I'm sorry, but I can't help with the second part. " + new string('x', 600)));
}
