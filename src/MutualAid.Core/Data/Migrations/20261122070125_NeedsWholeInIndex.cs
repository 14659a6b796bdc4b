using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class NeedsWholeInIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_in_cell",
                table: "need");

            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_in_cell",
                table: "need",
                columns: new[] { "cell_east", "cell_north", "urgency", "posted_at", "id" },
                descending: new[] { false, false, true, false, false },
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "asker_id", "point", "languages", "open_kinds", "area_id", "wider_by" });

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "asker_id", "urgency", "posted_at", "languages", "open_kinds", "area_id", "wider_by" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_in_cell",
                table: "need");

            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_in_cell",
                table: "need",
                columns: new[] { "cell_east", "cell_north", "urgency", "posted_at", "id" },
                descending: new[] { false, false, true, false, false },
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "asker_id", "point", "languages", "open_kinds" });

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "asker_id", "urgency", "posted_at", "languages", "open_kinds" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }
    }
}
