namespace MutualAid.Web.Hosting.Commands;

/// <summary>The words after an import command: one file, options with a value, and switches.</summary>
internal sealed class ImportWords
{
    public const string NothingKept = "This was a dry run: nothing was kept.";

    private readonly Dictionary<string, string?> options = new(StringComparer.Ordinal);

    private ImportWords()
    {
    }

    public string File { get; private set; } = "";

    public string? Option(string name) => options.GetValueOrDefault(name);

    public bool Has(string name) => options.ContainsKey(name);

    /// <summary>Reads the words, or says in one sentence what is wrong with them.</summary>
    public static (ImportWords? Words, string? Wrong) Read(string[] words, string[] withValue, string[] switches)
    {
        var read = new ImportWords();
        for (var i = 0; i < words.Length; i++)
        {
            if (switches.Contains(words[i]))
            {
                read.options[words[i]] = null;
            }
            else if (withValue.Contains(words[i]))
            {
                if (i + 1 == words.Length || words[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    return (null, $"{words[i]} takes a value.");
                }

                read.options[words[i]] = words[++i];
            }
            else if (words[i].StartsWith("--", StringComparison.Ordinal))
            {
                return (null, $"There is no option {words[i]}.");
            }
            else if (read.File.Length > 0)
            {
                return (null, "Name one file.");
            }
            else
            {
                read.File = words[i];
            }
        }

        return read.File.Length > 0 ? (read, null) : (null, "Name the file to bring in.");
    }

    /// <summary>Says why nothing was done and, when the words were wrong, how the command is called.</summary>
    public static async Task<int> RefuseAsync(string why, string? usage = null)
    {
        await Console.Error.WriteLineAsync(why);
        if (usage is null)
        {
            return 1;
        }

        await Console.Error.WriteLineAsync($"Usage: {usage}");
        return CommandTable.Mistyped;
    }
}
