using MutualAid.Core;
using MutualAid.Web.Hosting;
using MutualAid.Web.Pages.Needs.Post;
using MutualAid.Web.TagHelpers;
using MutualAid.Web.Text;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMutualAidCore(builder.Configuration.GetConnectionString("MutualAid") ?? "", builder.Configuration["Keys:Directory"] ?? ".local/keys");
builder.Services.AddSignIn(builder.Environment);
builder.Services.AddPageAccess();
builder.Services.AddTexts(builder.Configuration);
builder.Services.AddLook();
builder.Services.AddScoped<AskDrafts>();

var app = builder.Build();
app.UseExceptionHandler("/error");
app.UseStatusCodePagesWithReExecute("/not-found");
app.UseRouting();
app.UseMiddleware<LanguageMiddleware>();
app.UseAuthentication();
app.UseMiddleware<ActorMiddleware>();
app.UseAuthorization();
app.MapStaticAssets().AllowAnonymous();
app.MapRazorPages().WithStaticAssets();
await app.RunAsync();

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
