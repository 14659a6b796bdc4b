using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Demo;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.House;

/// <summary>
/// Runs every read that the core offers and looks at the SQL it sends: none goes near the contact facts, beyond asking the address book
/// whether anything is kept at all.
/// </summary>
public sealed class QueryLogTests : DatabaseTest
{
    [Fact]
    public async Task No_read_but_the_address_books_touches_the_contact_facts()
    {
        var log = new SqlLog();
        await using var services = Database.Services(Clock, s => s.ConfigureDbContext<MutualAidDb>(o => o.AddInterceptors(log)));
        await using (var filling = services.CreateAsyncScope())
        {
            await filling.ServiceProvider.GetRequiredService<DemoNeighbourhood>().FillIfEmptyAsync();
        }

        var ids = await IdsAsync();
        log.Sent.Clear();
        await using (var asking = services.CreateAsyncScope())
        {
            await asking.ServiceProvider.GetRequiredService<MutualAid.Core.Places.AddressBook>().HoldsAsync(ids[0]);
        }

        var isAnythingKept = log.Sent.Should().ContainSingle(sql => sql.Contains(ContactFacts.Table, StringComparison.Ordinal), "the log sees it").Subject;
        isAnythingKept.Should().StartWith("SELECT EXISTS (").And.NotContainAny("phone", "address", "door_note");
        log.Sent.Clear();
        foreach (var (type, method) in Reads())
        {
            foreach (var actor in await ActorsAsync())
            {
                await using var scope = services.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider.GetRequiredService(type), method, actor, ids);
            }
        }

        log.Sent.Should().HaveCountGreaterThan(10, "the reads really ran");
        log.Sent.Should().NotContain(sql => sql != isAnythingKept && sql.Contains(ContactFacts.Table, StringComparison.Ordinal));
    }

    private static IEnumerable<(Type Type, MethodInfo Method)> Reads() =>
        from type in typeof(MutualAidDb).Assembly.GetExportedTypes()
        where type.Name.EndsWith("Queries", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType)
        select (type, method);

    // A method gets what its parameters ask for; a Guid may be a need, a part or a claim, so each is tried.
    private static async Task RunAsync(object service, MethodInfo method, Actor actor, Guid[] ids)
    {
        foreach (var id in ids)
        {
            var values = method.GetParameters().Select(p => Value(p, actor, id)).ToArray();
            try
            {
                await (Task)method.Invoke(service, values)!;
            }
            catch (Exception e) when (e is TargetInvocationException or ArgumentException or NullReferenceException)
            {
                // A value that this read cannot use; what it sent until then is in the log all the same.
                continue;
            }
        }
    }

    private static object? Value(ParameterInfo parameter, Actor actor, Guid id) => parameter.ParameterType switch
    {
        var t when t == typeof(Actor) => actor,
        var t when t == typeof(Guid) || t == typeof(Guid?) => id,
        var t when t == typeof(int) => 10,
        var t when t == typeof(CancellationToken) => CancellationToken.None,
        var t when t.IsValueType => Activator.CreateInstance(t),
        var t when t.GetConstructor([]) is not null => Activator.CreateInstance(t),
        _ => parameter.HasDefaultValue ? parameter.DefaultValue : null,
    };

    private async Task<Guid[]> IdsAsync()
    {
        await using var db = Database.Context();
        var claim = await db.Claims.OrderBy(c => c.Id).FirstAsync();
        var open = await db.Needs.Where(n => n.Looking).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync();
        return [claim.NeedId, claim.Id, open, claim.HelperId];
    }

    private async Task<IReadOnlyList<Actor>> ActorsAsync()
    {
        await using var db = Database.Context();
        var helper = await db.HelperProfiles.OrderBy(p => p.MemberId).Select(p => p.MemberId).FirstAsync();
        return [new Actor { MemberId = helper }, new Actor { MemberId = helper, Roles = new HashSet<Role> { Role.Coordinator, Role.Administrator } }];
    }

    private sealed class SqlLog : DbCommandInterceptor
    {
        public ConcurrentBag<string> Sent { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Sent.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
