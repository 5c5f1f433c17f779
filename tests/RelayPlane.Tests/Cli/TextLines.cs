using System.Text;
using RelayPlane.Tests.Ledger;

namespace RelayPlane.Tests.Cli;

/// <summary>A writer that can be asked, while another task writes, how many lines have come.</summary>
internal sealed class TextLines : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            _text.Append(value);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return _text.ToString();
        }
    }

    /// <param name="meanwhile">Done before each look.</param>
    public Task UntilAsync(int lines, Action? meanwhile = null) => LedgerFixture.UntilAsync(() =>
    {
        meanwhile?.Invoke();
        return ToString().Count(letter => letter == '\n') >= lines;
    });
}
