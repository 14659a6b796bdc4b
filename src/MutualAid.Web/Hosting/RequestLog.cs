using System.Diagnostics;
using System.Security.Cryptography;

namespace MutualAid.Web.Hosting;

/// <summary>
/// One line per request. It names the route's pattern, never the address that was asked for: addresses can carry private keys and search words.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    /// <summary>Letters and digits that are not taken for each other on the phone.</summary>
    private const string SpokenSigns = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int ReferenceLength = 8;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();

        // The error page shows this for a person to say on the phone.
        context.TraceIdentifier = RandomNumberGenerator.GetString(SpokenSigns, ReferenceLength);
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            Answered(context.Request.Method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds, context.TraceIdentifier);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms, request {RequestId}")]
    private partial void Answered(string method, string route, int status, double milliseconds, string requestId);
}
