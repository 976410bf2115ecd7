using Training.Modules;

[assembly: Theme(Name = "Theme", Description = "Layout, stylesheet, icons and error pages.")]
