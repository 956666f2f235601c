/** Procedures that the catalogue names and nobody has written yet: their items are not imported before they can be applied for. */
export const awaiting: readonly string[] = [
  'business-registration',
  'public-place-hygiene-permit',
  'publication-retail-permit',
  'fireworks-retail-permit',
  'hr-service-permit',
  'investment-project-approval',
  'investment-project-record',
  'land-use-planning-permit',
  'rural-planning-permit',
  'construction-permit',
  'fire-design-review',
  'drainage-permit',
  'temporary-construction-permit',
  'completion-record',
];
