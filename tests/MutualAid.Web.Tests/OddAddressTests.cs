using System.Net;
using FluentAssertions;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Web.Tests;

/// <summary>Addresses that nobody's link leads to: the page, the page with a sentence, or the page for what is not here, and never one of ours come loose.</summary>
public sealed class OddAddressTests : DatabaseTest
{
    /// <summary>As they stand in an address: NUL, half a surrogate pair, bytes that are no UTF-8, keys that look right, numbers too large, and very long.</summary>
    private static readonly string[] Odd =
    [
        "%00", "a%00b", "%ED%A0%BD", "%FF%FE", "%EF%BF%BF", "%0D%0A", "junk", "-", "--", "-1", "99999999999999999999", "1e400", "NaN", "{0}", "%25s", "../..",
        "638831232000000000-0197e0a0000070008000000000000000", "9223372036854775807-0197e0a0000070008000000000000000", "0-0",
        "00000000-0000-0000-0000-000000000000", "'; DROP TABLE need; --".Replace(" ", "%20", StringComparison.Ordinal), new('x', 4_000),
    ];

    private static readonly (string Path, string[] Names)[] Pages =
    [
        ("/needs", ["Kind", "Area", "Urgency", "Language", "FitsMe", "View", "Older"]),
        ("/desk", ["area", "kind", "waiting", "language", "need", "part", "older", "handler"]),
        ("/desk/helpers", ["show", "older"]),
        ("/notices", ["Older"]),
        ("/language", ["To", "ReturnUrl"]),
        ("/sign-in", ["ReturnUrl"]),
        ("/needs/post/words", ["back"]),
        ("/", ["page", "handler"]),
    ];

    [Fact]
    public async Task An_odd_word_in_any_part_of_an_address_never_breaks_a_page()
    {
        var people = new Neighbourhood(Database, Clock);
        var area = await people.AreaAsync();
        var helper = await people.HelperAsync("Ola", areaId: area.Id);
        await people.KeepAsync(RoleGrant.Give(helper.Id, Role.Coordinator, null, Now));
        var need = await people.NeedAsync((await people.MemberAsync()).Id, areaId: area.Id);
        await using var app = new TestApp(Database, Clock);
        var (member, visitor) = (await app.SignInAsync(helper), app.Visitor());

        foreach (var (path, names) in Pages)
        {
            foreach (var name in names)
            {
                foreach (var odd in Odd)
                {
                    await TryAsync(path is "/sign-in" ? visitor : member, $"{path}?{name}={odd}");
                }
            }
        }

        // A NUL in a path never comes this far: see below.
        foreach (var odd in Odd.Where(o => o != "../.." && !o.Contains("%00", StringComparison.Ordinal)))
        {
            foreach (var path in new[] { $"/status/{odd}", $"/status/{odd}/change", $"/status/{odd}/erase", $"/status/{odd}/thanks/{odd}", $"/needs/{odd}", $"/claims/{odd}", $"/claims/{odd}/report", $"/welcome/{odd}", $"/{odd}" })
            {
                (await TryAsync(member, path)).Should().BeOneOf([HttpStatusCode.NotFound, HttpStatusCode.BadRequest], path);
            }
        }

        // The same with every choice odd at once, over a need that is there.
        await TryAsync(member, "/desk?" + string.Join('&', Pages[1].Names.Where(n => n != "need").Select(n => $"{n}=%00")) + $"&need={need.Id}");
    }

    [Fact]
    public async Task A_nul_in_a_path_is_turned_away_by_the_server_itself()
    {
        await using var app = new TestApp(Database, Clock);
        app.UseKestrel(0);
        app.StartServer();
        using var client = app.CreateClient();
        using var answer = await client.GetAsync(new Uri("/status/%00", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpStatusCode> TryAsync(PageClient client, string path)
    {
        using var answer = await client.Http.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.Should().BeOneOf(
            [HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.NotFound], path.Length > 200 ? path[..200] : path);
        return answer.StatusCode;
    }
}
