using RelayPlane.Hosting;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class HarmlessTextTests
{
    [Theory]
    [InlineData("gpt-4o · Zürich 🚀 👩\u200D🚀", "gpt-4o · Zürich 🚀 👩\u200D🚀")]
    [InlineData("\u001b[31mred\u001b]0;title\a", "?[31mred?]0;title?")]
    [InlineData("two\nlines\u2028three", "two?lines?three")]
    [InlineData("\u202Egnp.exe\u2066\u200B\uFEFF\u009B31m", "?gnp.exe????31m")]
    public void What_a_terminal_would_obey_or_hide_is_shown_as_a_question_mark(string text, string safe) => Assert.Equal(safe, HarmlessText.Of(text));
}
