namespace MutualAid.Web.Hosting.Commands;

/// <summary>One thing to do from the terminal instead of serving: <c>./run NAME …</c>.</summary>
/// <param name="Name">The word or words it is called by.</param>
/// <param name="Help">One line of what it does and takes.</param>
/// <param name="Run">Does it with the app's services and the words after its name; the result is the exit code.</param>
public sealed record Command(string Name, string Help, Func<IServiceProvider, string[], CancellationToken, Task<int>> Run);

/// <summary>Every command: one file each, one line here.</summary>
public static class CommandTable
{
    public static IReadOnlyList<Command> All { get; } = [ImportAreas.Command, ImportRows.Needs, ImportRows.Offers, RotateKeys.Command];

    /// <summary>
    /// Whether the words ask for a command at all; options alone (<c>--urls …</c>) serve.
    /// </summary>
    public static bool IsAsked(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    /// <summary>The command the words begin with, and the words after it.</summary>
    public static (Command Command, string[] Words)? Find(string[] args)
    {
        var command = All.FirstOrDefault(c => args.Take(c.Name.Split(' ').Length).SequenceEqual(c.Name.Split(' ')));
        return command is null ? null : (command, args[command.Name.Split(' ').Length..]);
    }

    public static string Help =>
        string.Join('\n', ["Commands:", .. All.Select(c => $"  ./run {c.Name,-16} {c.Help}")]);
}
