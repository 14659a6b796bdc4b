using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Web.Hosting;

/// <summary>Who this request is from. Set once by <see cref="ActorMiddleware"/>, read by pages.</summary>
public sealed class CurrentActor
{
    public Actor Value { get; set; } = Actor.Visitor;
}

/// <summary>
/// Reads the signed-in account's member, roles and security stamp from the database, so that what was taken away is gone on the next click.
/// A cookie whose account is gone, locked or signed out elsewhere is dropped and the visitor goes on as a visitor.
/// </summary>
public sealed class ActorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext context, CurrentActor current, ActorReader reader, TimeProvider time, IOptions<IdentityOptions> identity)
    {
        // Styles, scripts and pictures are the same for everybody. The page that apologises asks nobody: the database may be what is away,
        // and whoever was known before it came loose is known still.
        if (context.Features.Get<IExceptionHandlerFeature>() is null && context.User.Identity?.IsAuthenticated == true && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        {
            var claims = identity.Value.ClaimsIdentity;
            var actor = Guid.TryParse(context.User.FindFirstValue(claims.UserIdClaimType), out var accountId)
                ? await reader.ReadAsync(accountId, context.User.FindFirstValue(claims.SecurityStampClaimType), time.GetUtcNow(), context.RequestAborted)
                : null;
            if (actor is null)
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }

            current.Value = actor ?? Actor.Visitor;
        }

        await next(context);
    }
}
