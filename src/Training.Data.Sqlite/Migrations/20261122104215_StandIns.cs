using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class StandIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Workflows_StandIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsentUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsentName = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    StandInUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StandInName = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_StandIns", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_Running",
                table: "Workflows_Instances",
                column: "ProcessId",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_AbsentUserId",
                table: "Workflows_StandIns",
                column: "AbsentUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_StandInUserId",
                table: "Workflows_StandIns",
                column: "StandInUserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Workflows_StandIns");

            migrationBuilder.DropIndex(
                name: "IX_Workflows_Instances_Running",
                table: "Workflows_Instances");
        }
    }
}
