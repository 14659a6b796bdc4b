using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using MutualAid.Core.Common;

namespace MutualAid.Web.Hosting;

/// <summary>Who may open a page at all. What they find there is a rule of the core.</summary>
public enum Audience
{
    Anyone,
    Member,
    Coordinator,

    /// <summary>A coordinator or the safeguarding lead.</summary>
    Carer,
    Administrator,
}

/// <summary>
/// The one list of who may open which page. A page that is not in it cannot be opened by anybody, and PageInventoryTests says so first.
/// </summary>
public static class PageAccess
{
    /// <summary>Page path (folder and file, no extension) to audience, room by room.</summary>
    public static IReadOnlyDictionary<string, Audience> Pages { get; } = new Dictionary<string, Audience>(StringComparer.Ordinal)
    {
        // The house itself
        ["/Index"] = Audience.Anyone,
        ["/NotFound"] = Audience.Anyone,
        ["/Error"] = Audience.Anyone,
        ["/Language"] = Audience.Anyone,

        // Members
        ["/Members/SignUp"] = Audience.Anyone,
        ["/Members/SignIn"] = Audience.Anyone,
        ["/Members/SignOut"] = Audience.Anyone,
        ["/Members/Welcome"] = Audience.Anyone,
        ["/Members/Me"] = Audience.Member,
        ["/Members/Details"] = Audience.Member,
        ["/Members/Helping"] = Audience.Member,
        ["/Members/Resting"] = Audience.Member,
        ["/Notices/Index"] = Audience.Member,

        // Needs
        ["/Needs/Post/Kind"] = Audience.Anyone,
        ["/Needs/Post/Words"] = Audience.Anyone,
        ["/Needs/Post/Parts"] = Audience.Anyone,
        ["/Needs/Post/Place"] = Audience.Anyone,
        ["/Needs/Post/Check"] = Audience.Anyone,
        ["/Needs/Post/Sent"] = Audience.Anyone,
        ["/Needs/Status"] = Audience.Anyone,
        ["/Needs/StatusChange"] = Audience.Anyone,
        ["/Needs/StatusParts"] = Audience.Anyone,
        ["/Needs/StatusReach"] = Audience.Anyone,
        ["/Claims/StillFine"] = Audience.Member,
        ["/Needs/Keep"] = Audience.Member,
        ["/Needs/StatusErase"] = Audience.Anyone,
        ["/Needs/Dates/One"] = Audience.Anyone,
        ["/Needs/Dates/End"] = Audience.Anyone,
        ["/Needs/StatusThanks"] = Audience.Anyone,
        ["/Needs/StatusMessages"] = Audience.Anyone,
        ["/Needs/StatusKey"] = Audience.Anyone,
        ["/Needs/StatusByCode"] = Audience.Anyone,
        ["/Needs/StatusReport"] = Audience.Anyone,
        ["/Needs/StatusAfter"] = Audience.Anyone,
        ["/Needs/Index"] = Audience.Member,
        ["/Needs/Details"] = Audience.Member,
        ["/Needs/Taken"] = Audience.Member,
        ["/Claims/Details"] = Audience.Member,
        ["/Claims/Report"] = Audience.Member,
        ["/Claims/Release"] = Audience.Member,
        ["/Claims/Coming"] = Audience.Member,
        ["/Claims/Thanks"] = Audience.Member,
        ["/Claims/Messages"] = Audience.Member,
        ["/Claims/Slip"] = Audience.Member,
        ["/Claims/BySlip"] = Audience.Anyone,
        ["/Claims/After"] = Audience.Member,
        ["/Claims/HandOver"] = Audience.Member,
        ["/Claims/TakeOver"] = Audience.Member,

        // Offers
        ["/Offers/Index"] = Audience.Anyone,
        ["/Offers/Give"] = Audience.Member,
        ["/Offers/Details"] = Audience.Member,
        ["/Offers/Change"] = Audience.Member,
        // Visits
        ["/Claims/Visit"] = Audience.Member,
        ["/Claims/Company"] = Audience.Member,
        ["/Visits/Details"] = Audience.Member,
        ["/Needs/StatusVisit"] = Audience.Anyone,
        ["/Desk/Visits"] = Audience.Coordinator,
        ["/Desk/Visit"] = Audience.Coordinator,

        // Desk
        ["/Desk/Index"] = Audience.Coordinator,
        ["/Desk/Plan"] = Audience.Coordinator,
        ["/Desk/PlanRow"] = Audience.Coordinator,
        ["/Desk/RingFirst"] = Audience.Coordinator,
        ["/Desk/Helpers"] = Audience.Coordinator,
        ["/Desk/Home"] = Audience.Coordinator,
        ["/Desk/Threads"] = Audience.Carer,
        ["/Desk/Thread"] = Audience.Carer,
        ["/Desk/Intake"] = Audience.Coordinator,
        ["/Desk/Taken"] = Audience.Coordinator,
        ["/Desk/Households"] = Audience.Coordinator,
        ["/Desk/Sheet"] = Audience.Coordinator,
        ["/Desk/Code"] = Audience.Coordinator,
        ["/Desk/Further"] = Audience.Coordinator,
        ["/Desk/Partners"] = Audience.Coordinator,
        ["/Desk/Weights"] = Audience.Coordinator,
        ["/Desk/Answer"] = Audience.Coordinator,
        ["/Desk/Call"] = Audience.Coordinator,
    };

    public static IServiceCollection AddPageAccess(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(nameof(Audience.Coordinator), policy => policy.RequireAssertion(context => ActorOf(context).IsCoordinator))
            .AddPolicy(nameof(Audience.Carer), policy => policy.RequireAssertion(context => ActorOf(context).IsCoordinator || ActorOf(context).IsSafeguardingLead))
            .AddPolicy(nameof(Audience.Administrator), policy => policy.RequireAssertion(context => ActorOf(context).IsAdministrator));
        services.AddRazorPages(options => options.Conventions.AddFolderApplicationModelConvention("/", Guard));
        return services;
    }

    private static void Guard(PageApplicationModel page)
    {
        var audience = Pages.TryGetValue(page.ViewEnginePath, out var listed) ? listed : Audience.Administrator;
        page.EndpointMetadata.Add(audience switch
        {
            Audience.Anyone => new AllowAnonymousAttribute(),
            Audience.Member => new AuthorizeAttribute(),
            _ => new AuthorizeAttribute(audience.ToString()),
        });
    }

    private static Actor ActorOf(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http ? http.RequestServices.GetRequiredService<CurrentActor>().Value : Actor.Visitor;
}
