using MutualAid.Core.Places;

namespace MutualAid.Web.Hosting.Commands;

/// <summary><c>keys rotate</c>: a new contact key, and every phone and address written anew with it.</summary>
public static class RotateKeys
{
    private const int Batch = 500;

    public static Command Command { get; } = new("keys rotate", "", "makes a new contact key and writes every phone and address anew with it", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, string[] rest, CancellationToken ct)
    {
        var key = services.GetRequiredService<KeyRing>().AddKey();
        var (total, written) = (0, 0);
        do
        {
            await using var scope = services.CreateAsyncScope();
            written = await scope.ServiceProvider.GetRequiredService<AddressBook>().RewriteOldAsync(Batch, ct);
            total += written;
        }
        while (written > 0);

        await Console.Out.WriteLineAsync($"Key {key} is in use; {total} contact rows were written anew with it. Keep the old keys as long as old backups.");
        return 0;
    }
}
