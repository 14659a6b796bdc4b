using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;

namespace MutualAid.Web.Hosting.Commands;

/// <summary><c>administrator invite</c>: the link by which a new network gets its first administrator.</summary>
public static class FirstAdministrator
{
    public static Command Command { get; } = new(
        "administrator invite", "", "prints a one-time link by which the first administrator signs up", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, string[] rest, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<MutualAidDb>().RoleGrants.AnyAsync(g => g.Role == Role.Administrator, ct))
        {
            await Console.Error.WriteLineAsync("This network has an administrator already. No link was made.");
            return 1;
        }

        var key = await scope.ServiceProvider.GetRequiredService<AccountService>().MakeFirstAdministratorLinkAsync(ct);
        await Console.Out.WriteLineAsync($"Open this page of your site, once, within two days: /welcome/{key}");
        return 0;
    }
}
