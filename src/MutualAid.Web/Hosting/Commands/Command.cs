namespace MutualAid.Web.Hosting.Commands;

/// <summary>One thing to do from the terminal instead of serving: <c>./run NAME …</c>.</summary>
/// <param name="Name">The word or words it is called by.</param>
/// <param name="Takes">The words after its name, as its help shows them; empty when it takes none.</param>
/// <param name="Help">One line of what it does.</param>
/// <param name="Run">Does it with the app's services and the words after its name; the result is the exit code.</param>
public sealed record Command(string Name, string Takes, string Help, Func<IServiceProvider, string[], CancellationToken, Task<int>> Run)
{
    public string Usage => $"./run {Name} {Takes}".TrimEnd();
}
